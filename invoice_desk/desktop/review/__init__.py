"""The parts of the review lane: what is in doubt, shown large, said in words, and mended with one key."""
