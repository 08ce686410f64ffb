"""What people see, shown on small cases that were played."""
