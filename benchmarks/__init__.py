"""How long things take, as ratios against a baseline timed beside them. See README.md."""
