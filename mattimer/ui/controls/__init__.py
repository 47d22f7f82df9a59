"""Controls: real Qt controls under our own paint."""
