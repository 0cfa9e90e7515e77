"""Data frames of Polars that say who said what: `df.sayso`.

>>> import polars as pl
>>> import sayso.polars
>>> df = pl.DataFrame({"body": ["Moscow denied it.", "“We will answer,” said Ann Lee."], "section": ["world", "home"]})
>>> df.sayso.attributions("body", carry=["section"]).select("document", "source", "stance", "section").rows()
[(0, 'Moscow', 'deny', 'world'), (1, 'Ann Lee', 'assert', 'home')]

To import this module is enough. Frames come back. A `LazyFrame` must be collected first. Type checkers do not know
what was registered; for them there is `Sayso(df)`:

>>> sayso.polars.Sayso(df).attributions("body")["source"].to_list()
['Moscow', 'Ann Lee']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso._accessor import Accessor
from sayso._extras import missing

try:
    import polars as pl
except ImportError as error:
    raise missing(error, "sayso.polars", "polars", "polars") from None

if TYPE_CHECKING:
    import pyarrow as pa


@pl.api.register_dataframe_namespace("sayso")
class Sayso(Accessor[pl.DataFrame]):
    __doc__ = Accessor.__doc__

    def _back(self, table: pa.Table) -> pl.DataFrame:
        frame = pl.from_arrow(table)
        assert isinstance(frame, pl.DataFrame)
        return frame
