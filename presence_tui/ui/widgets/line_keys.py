"""Keys of a field of words that mean a whole line, also where it is wrapped into several rows."""

from textual.widgets import TextArea


class LineKeys(TextArea):
    """ctrl+u and ctrl+k take a line away to its beginning or its end; Textual's take a row."""

    def action_delete_to_start_of_line(self) -> None:
        """Takes away what stands before the cursor; at the beginning the line break."""
        row, column = self.selection.end
        if self.selection.is_empty and column:
            self.delete((row, 0), (row, column))
        else:
            super().action_delete_to_start_of_line()

    def action_delete_to_end_of_line(self) -> None:
        """Takes away what stands behind the cursor."""
        row, column = self.selection.end
        if self.selection.is_empty:
            self.delete((row, column), (row, len(self.document.get_line(row))))
        else:
            super().action_delete_to_end_of_line()
