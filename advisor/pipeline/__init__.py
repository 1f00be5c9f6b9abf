"""What the doors talk to: the desk, with the rules compiled, the deals at hand and the engine running."""
