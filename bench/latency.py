from bench.figure import Figure


def measure() -> Figure:
    raise NotImplementedError
