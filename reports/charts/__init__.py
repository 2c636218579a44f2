"""Charts on plain data: each function takes dictionaries and lists, and gives a Vega-Lite spec.

    spec = fan({"days": [...], "bands": {"p05": [...], ...}, "played": [...]})
    picture = svg(spec, "Russian aid as played, over 200 engine runs")

Fields have fixed names and no expression is made of data, so a text from a file or a player can
only ever be drawn as text. Altair and the renderer belong to the extra `report` and are imported
when a chart is made. Colours are Okabe and Ito's; a second sign (dots, dashes, length, place)
always says the same.
"""
