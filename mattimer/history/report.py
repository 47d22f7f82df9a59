"""The figures of a page for somebody who treats a person."""
