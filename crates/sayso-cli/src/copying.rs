//! `memcpy` and `memmove` for programs linked with musl. Musl's own take a sixth of the time of an analysis: they use an
//! instruction that is slow to start, and most pieces are short.
//!
//! Short pieces are read whole before anything is written. Of longer ones the end that others could overwrite is read
//! first, then 64 bytes are copied at a time, in the direction in which no source is overwritten before it is read.

/// Defines both functions under two names.
macro_rules! define {
    ($memcpy:literal, $memmove:literal) => {
        #[allow(unsafe_code, reason = "the analysis of news takes 14 % more time without")]
        mod functions {
            core::arch::global_asm!(
                concat!(".globl ", $memcpy, "\n.type ", $memcpy, ", @function"),
                concat!(".globl ", $memmove, "\n.type ", $memmove, ", @function"),
                ".p2align 5",
                concat!($memcpy, ":\n", $memmove, ":"),
                "mov rax, rdi",
                "cmp rdx, 16",
                "jb 2f",
                "cmp rdx, 32",
                "ja 5f",
                // 16 to 32 bytes.
                "movups xmm0, [rsi]",
                "movups xmm1, [rsi + rdx - 16]",
                "movups [rdi], xmm0",
                "movups [rdi + rdx - 16], xmm1",
                "ret",
                "2: cmp rdx, 8",
                "jb 3f",
                "mov rcx, [rsi]",
                "mov r8, [rsi + rdx - 8]",
                "mov [rdi], rcx",
                "mov [rdi + rdx - 8], r8",
                "ret",
                "3: cmp rdx, 4",
                "jb 4f",
                "mov ecx, [rsi]",
                "mov r8d, [rsi + rdx - 4]",
                "mov [rdi], ecx",
                "mov [rdi + rdx - 4], r8d",
                "ret",
                // The first, the middle and the last of up to 3 bytes.
                "4: test rdx, rdx",
                "jz 9f",
                "mov r9, rdx",
                "shr r9",
                "movzx ecx, byte ptr [rsi]",
                "movzx r10d, byte ptr [rsi + r9]",
                "movzx r8d, byte ptr [rsi + rdx - 1]",
                "mov [rdi], cl",
                "mov [rdi + r9], r10b",
                "mov [rdi + rdx - 1], r8b",
                "ret",
                "5: cmp rdx, 64",
                "ja 6f",
                "movups xmm0, [rsi]",
                "movups xmm1, [rsi + 16]",
                "movups xmm2, [rsi + rdx - 32]",
                "movups xmm3, [rsi + rdx - 16]",
                "movups [rdi], xmm0",
                "movups [rdi + 16], xmm1",
                "movups [rdi + rdx - 32], xmm2",
                "movups [rdi + rdx - 16], xmm3",
                "ret",
                // More: backwards if the target begins within the source.
                "6: lea r8, [rdi + rdx - 64]",
                "lea r9, [rsi + rdx - 64]",
                "mov rcx, rdi",
                "sub rcx, rsi",
                "cmp rcx, rdx",
                "jb 8f",
                "movups xmm4, [r9]",
                "movups xmm5, [r9 + 16]",
                "movups xmm6, [r9 + 32]",
                "movups xmm7, [r9 + 48]",
                "7: movups xmm0, [rsi]",
                "movups xmm1, [rsi + 16]",
                "movups xmm2, [rsi + 32]",
                "movups xmm3, [rsi + 48]",
                "add rsi, 64",
                "movups [rdi], xmm0",
                "movups [rdi + 16], xmm1",
                "movups [rdi + 32], xmm2",
                "movups [rdi + 48], xmm3",
                "add rdi, 64",
                "cmp rdi, r8",
                "jb 7b",
                "movups [r8], xmm4",
                "movups [r8 + 16], xmm5",
                "movups [r8 + 32], xmm6",
                "movups [r8 + 48], xmm7",
                "ret",
                "8: movups xmm4, [rsi]",
                "movups xmm5, [rsi + 16]",
                "movups xmm6, [rsi + 32]",
                "movups xmm7, [rsi + 48]",
                "8: movups xmm0, [r9]",
                "movups xmm1, [r9 + 16]",
                "movups xmm2, [r9 + 32]",
                "movups xmm3, [r9 + 48]",
                "sub r9, 64",
                "movups [r8], xmm0",
                "movups [r8 + 16], xmm1",
                "movups [r8 + 32], xmm2",
                "movups [r8 + 48], xmm3",
                "sub r8, 64",
                "cmp r8, rdi",
                "ja 8b",
                "movups [rdi], xmm4",
                "movups [rdi + 16], xmm5",
                "movups [rdi + 32], xmm6",
                "movups [rdi + 48], xmm7",
                "9: ret",
            );
        }
    };
}

#[cfg(target_env = "musl")]
define!("memcpy", "memmove");

#[cfg(all(test, not(target_env = "musl")))]
define!("sayso_memcpy", "sayso_memmove");

#[cfg(all(test, not(target_env = "musl")))]
#[allow(unsafe_code, reason = "what is tested is called as C is")]
mod tests {
    unsafe extern "C" {
        fn sayso_memmove(target: *mut u8, source: *const u8, count: usize) -> *mut u8;
    }

    #[test]
    fn copies_what_overlaps_and_what_does_not() {
        let bytes: Vec<u8> = (0..600u32).map(|i| (i * 7 + i / 256) as u8).collect();
        for count in (0..200).chain([255, 256, 257]) {
            for (from, to) in (0..70).map(|apart| (100, 100 + apart)).chain([(100, 99), (100, 40)])
            {
                for (from, to) in [(from, to), (to, from), (from, 340), (340, to)] {
                    let mut expected = bytes.clone();
                    expected.copy_within(from..from + count, to);
                    let mut copied = bytes.clone();
                    let start = copied.as_mut_ptr();
                    // SAFETY: both pieces lie within the vector, which has 600 bytes.
                    let given = unsafe { sayso_memmove(start.add(to), start.add(from), count) };
                    assert!(copied == expected, "{count} bytes from {from} to {to}");
                    assert_eq!(given.cast_const(), copied[to..].as_ptr());
                }
            }
        }
    }
}
