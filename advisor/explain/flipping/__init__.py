"""What would flip it: the fewest changes that bring a goal about, ways out, and how firm a class is."""
