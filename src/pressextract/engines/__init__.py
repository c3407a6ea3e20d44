"""Where shards are read: in this process, in processes of this machine, or on a Dask cluster.

An engine only takes shards and gives futures; what becomes of failures is the same for all, see `dispatch`. Further
ones come through the entry point group `pressextract.engines`: what they load is called with a Job and a Report and
gives an Engine.
"""

from pressextract.engines.dispatch import Engine, read_shards
from pressextract.engines.opening import open_engine

__all__ = ["Engine", "open_engine", "read_shards"]
