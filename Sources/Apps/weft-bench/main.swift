print("weft-bench")
