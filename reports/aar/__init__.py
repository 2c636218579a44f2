"""The after-action report: from a journal to one HTML page or a Markdown text.

from reports.aar.writing import write

write(Path("aid.whitecell"), Path("aar.html"))
"""
