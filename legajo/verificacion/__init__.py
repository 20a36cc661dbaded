"""Whether a printed document is genuine: code and one datum of the paper, with limits."""
