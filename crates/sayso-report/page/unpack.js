// The page carries its data packed: JSON, deflated, in base64.

async function unpack(element) {
  const stream = new Blob([bytesOf(element.textContent)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

if (typeof DecompressionStream === "undefined") {
  document.getElementById("main").textContent = "This browser is too old to unpack the report; one of 2023 or later can.";
  return;
}
