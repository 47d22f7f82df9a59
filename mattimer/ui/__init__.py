"""What a person sees. Pages and widgets take plain values and emit signals."""
