"""What Openward exists for: pure methods, no Django, every docstring cites its source."""
