"""PyInstaller: SymPy as PyTorch uses it; contents.py says which of its modules go in."""
