"""Data frames of pandas that say who said what: `df.sayso`.

>>> import pandas as pd
>>> import sayso.pandas
>>> df = pd.DataFrame({"body": ["Moscow denied it.", "“We will answer,” said Ann Lee."], "section": ["world", "home"]})
>>> df.sayso.attributions("body", carry=["section"])[["document", "source", "stance", "section"]]
   document   source  stance section
0         0   Moscow    deny   world
1         1  Ann Lee  assert    home

To import this module is enough. Frames come back, with the types `Int64` for whole numbers, some of which may be
missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso._accessor import Accessor
from sayso._extras import missing

try:
    import pandas as pd
except ImportError as error:
    raise missing(error, "sayso.pandas", "pandas", "pandas") from None

if TYPE_CHECKING:
    import pyarrow as pa


@pd.api.extensions.register_dataframe_accessor("sayso")
class Sayso(Accessor["pd.DataFrame"]):
    __doc__ = Accessor.__doc__

    def _back(self, table: pa.Table) -> pd.DataFrame:
        return table.to_pandas()
