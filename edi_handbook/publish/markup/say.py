"""A sentence to say, in a block that one of the two marks speaks: `{say}`, with a paragraph for each sentence.

```{say}
“I heard that. What would help?”
```
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class SayDirective(SphinxDirective):
    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        made = nodes.container(classes=["say"])
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]


def setup(app: Sphinx) -> dict:
    app.add_directive("say", SayDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
