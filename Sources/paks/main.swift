print("paks")
