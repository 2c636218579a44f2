"""The Batch screen's rooms: what each says of a batch, live and after. They compute nothing."""
