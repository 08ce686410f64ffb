"""What people see: cards, forms, pages and the task list, made from the state of a melding."""
