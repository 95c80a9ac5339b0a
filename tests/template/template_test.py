"""The template compiler and the catalogue: what they make, and what they refuse."""
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "tools"))

from catalogue import Catalogue  # noqa: E402
from template import Page, World  # noqa: E402
from template_html import Reader, Refused  # noqa: E402
from template_parse import Parser  # noqa: E402

TEXTS = (
    {"a.plain": "Lapor & <lacak>", "a.hello": "Halo {name}, {n} hari", "a.many": "{n} hari"},
    {"a.plain": "Report", "a.hello": "Hello {name}, {n} days",
     "a.many": {"one": "{n} day", "other": "{n} days"}},
)


def world():
    texts = ({k: v.replace("<", "(").replace(">", ")") for k, v in TEXTS[0].items()}, TEXTS[1])
    return World(Catalogue(*texts), {"track": ("/lacak", "/en/track")},
                 {"x.js": {"id": "/aset/x.id.js", "en": "/aset/x.en.js"}})


def compile_text(text, english=False, parts=None):
    files = dict(parts or {}, **{"p.html": text})
    parser = Parser("t", files.__getitem__)
    page = Page(parser, world(), english)
    page.walk(parser.page("p.html"))
    Reader(page.context).end(("t/p.html", 0))
    page.flush()
    return "\n".join(line for line in page.lines if not line.startswith("#line"))


class Escaping(unittest.TestCase):
    def has(self, text, wanted, **more):
        made = compile_text(text, **more)
        self.assertIn(wanted, made)
        return made

    def test_text_and_quoted_values_are_escaped(self):
        self.has("<p>{{ v.x }}</p>", "web_put_text(out, v->x);")
        self.has('<p title="{{ v.x }}">a</p>', "web_put_text(out, v->x);")
        self.has("<textarea>{{ v.x }}</textarea>", "web_put_text(out, v->x);")

    def test_an_address_is_checked_whole_and_encoded_in_part(self):
        self.has('<a href="{{ v.x }}">a</a>', "web_put_url(out, v->x);")
        self.has('<a href="/w/{{ v.x }}">a</a>', "web_put_url_part(out, v->x);")
        self.has('<a href="{p track}?c={{ v.x }}">a</a>', "web_put_url_part(out, v->x);")
        self.has('<form method="post" action="{{ v.x }}"></form>', "web_put_url(out, v->x);")

    def test_two_expressions_in_an_address_check_the_first(self):
        made = compile_text('<a href="{{ v.x }}{{ v.y }}">a</a>')
        self.assertIn("web_put_url(out, v->x);", made)
        self.assertIn("web_put_url_part(out, v->y);", made)

    def test_catalogue_texts_are_escaped_where_they_stand(self):
        self.has("<p>{t a.plain}</p>", "<p>Lapor &amp; (lacak)</p>")
        made = self.has('<p>{t a.hello name=v.x n=v.n|int}</p>', "web_put_text(out, v->x);")
        self.assertIn("web_put_int(out, v->n, false);", made)

    def test_one_and_other_in_english(self):
        self.has("<p>{t a.many n=v.n|int}</p>", "if (v->n == 1) {", english=True)
        self.assertNotIn("if", compile_text("<p>{t a.many n=v.n|int}</p>"))

    def test_literal_arguments_of_parts_are_escaped(self):
        parts = {"_x.html": '<p class="{{ a }}">{{ a }}{{ b }}</p>'}
        self.has('{% include "_x.html" a="1 < \'2" b=t:a.plain %}',
                 "1 &lt; &#39;2", parts=parts)


class Output(unittest.TestCase):
    def test_golden_page(self):
        made = compile_text('<ul>\n  {% for r in v.rows %}<li>{{ r.n|int }}</li>{% endfor %}\n</ul>')
        self.assertEqual(made, '\n'.join([
            '    buf_add(out, STR("<ul>\\n"));',
            '    for (size_t i1 = 0; i1 < v->row_count; i1++) {',
            '        buf_add(out, STR("<li>"));',
            '        web_put_int(out, v->rows[i1].n, false);',
            '        buf_add(out, STR("</li>"));',
            '    }',
            '    buf_add(out, STR("\\n</ul>"));']))

    def test_conditions(self):
        self.assertIn("if (v->a.len > 0 && !(v->b)) {",
                      compile_text("{% if has v.a and not v.b %}x{% endif %}"))
        self.assertIn('if (str_equal(v->a, STR("x"))) {',
                      compile_text('{% if v.a is "x" %}x{% endif %}'))
        self.assertIn("} else if (v->n > 2) {",
                      compile_text("{% if v.a %}x{% elif v.n > 2 %}y{% else %}z{% endif %}"))

    def test_language_is_decided_while_compiling(self):
        text = "{% if english %}a{% else %}b{% endif %}"
        self.assertEqual(compile_text(text), '    buf_add(out, STR("b"));')
        self.assertEqual(compile_text(text, english=True), '    buf_add(out, STR("a"));')

    def test_layout_and_blocks(self):
        parts = {"_b.html": "<p>{% block a %}x{% endblock %}{% block b %}y{% endblock %}</p>"}
        made = compile_text('{% layout "_b.html" %}{% block a %}z{% endblock %}', parts=parts)
        self.assertEqual(made, '    buf_add(out, STR("<p>zy</p>"));')

    def test_a_loop_inside_a_loop_counts_its_own(self):
        made = compile_text("{% for a in v.groups %}{% for b in a.entries %}{{ b.x }}{% endfor %}"
                            "{% endfor %}")
        self.assertIn("i2 < v->groups[i1].entry_count", made)
        self.assertIn("v->groups[i1].entries[i2].x", made)

    def test_long_literals_are_cut_at_whole_characters(self):
        made = compile_text("<p>" + "\u00e9" * 5000 + "</p>")
        self.assertEqual(made.count("buf_add"), 3)


REFUSED = {
    "unknown text": "<p>{t a.none}</p>",
    "a.hello takes": "<p>{t a.hello name=v.x}</p>",
    "unknown path": '<a href="{p nowhere}">a</a>',
    "unknown asset": '<script src="{asset y.js}"></script>',
    "unknown name": "<p>{{ w.x }}</p>",
    "unknown formatter": "<p>{{ v.x|raw }}</p>",
    "never closed": "<p>a",
    "closes": "<p><b>a</p></b>",
    "must stand in double quotes": "<p class=a>b</p>",
    "in double quotes": "<p class='a'>b</p>",
    "inline handler": '<p onclick="x()">a</p>',
    "attribute style": '<p style="color:red">a</p>',
    "script text": '<script src="/x">alert(1)</script>',
    "<script> needs src": "<script></script>",
    "inside <script>": '<script src="/x">{{ v.x }}</script>',
    "in text or inside a quoted value": "<p {{ v.x }}>a</p>",
    "address must begin": '<a href="javascript:x">a</a>',
    "address must not begin with '//'": '<a href="//evil">a</a>',
    "branches end apart": "{% if v.a %}<p>{% endif %}a",
    "body of for ends": "{% for a in v.rows %}<li>{% endfor %}",
    "expected {% endif %}": "{% if v.a %}a",
    "after else": "{% if v.a %}a{% else %}b{% else %}c{% endif %}",
    "unknown directive": "{% raw %}",
    "a bare '{'": "<p>{x}</p>",
    "HTML comment": "<p><!-- a --></p>",
    "a bare '<'": "<p>1 < 2</p>",
    "twice in": '<p class="a" class="b">c</p>',
    "<img> needs alt": '<img src="/a">',
    "<button> needs type": "<button>a</button>",
    "is not used in our pages": '<iframe src="/a"></iframe>',
    "ends inside": '<p class="a',
    "writes markup": '<p title="{{ v.x|tiles }}">a</p>',
    "do not stand in addresses": '<a href="/{t a.plain}">a</a>',
    "may not stand in an address": '<a href="/{{ v.d|date }}">a</a>',
    "no template": '{% include "_gone.html" %}',
    "cannot read the expression": "<p>{{ v.x + 1 }}</p>",
    "one condition": "{% if v.a and v.b or v.c %}x{% endif %}",
}


class Refusals(unittest.TestCase):
    def test_what_is_refused_and_why(self):
        for why, text in REFUSED.items():
            with self.subTest(why), self.assertRaises(Refused) as caught:
                compile_text(text)
            self.assertIn(why, str(caught.exception))

    def test_a_refusal_names_file_and_line(self):
        with self.assertRaises(Refused) as caught:
            compile_text("<p>\n\n<b onclick=\"x\">a</b></p>")
        self.assertTrue(str(caught.exception).startswith("t/p.html:3: "))

    def test_handlers_are_refused_in_any_case(self):
        for name in ("onload", "ONLOAD", "oNcLiCk"):
            with self.assertRaises(Refused):
                compile_text(f'<p {name}="x">a</p>')

    def test_branches_may_not_differ_in_whether_an_address_has_begun(self):
        with self.assertRaises(Refused):
            compile_text('<a href="{% if v.a %}/x{% endif %}{{ v.b }}">a</a>')


class Texts(unittest.TestCase):
    def faults(self, indonesian, english, words=None):
        return [what for _, _, what in Catalogue(indonesian, english, words=words).faults()]

    def test_a_sound_catalogue_has_no_faults(self):
        self.assertEqual(self.faults({"a.b": "Halo {n}"}, {"a.b": "Hello {n}"}), [])

    def test_faults(self):
        cases = [
            ({"a.b": "x"}, {}, "is missing here"),
            ({"a.b": "x"}, {"a.b": "x", "a.c": "y"}, "is missing here"),
            ({"a.b": "x {n}"}, {"a.b": "x"}, "other placeholders"),
            ({"a.b": " "}, {"a.b": "x"}, "is empty"),
            ({"a.b": "x"}, {"a.b": "x" * 401}, "longer than"),
            ({"a.b": "<b>x</b>"}, {"a.b": "x"}, "markup"),
            ({"a.b": "x {"}, {"a.b": "x"}, "unmatched brace"),
            ({"nodot": "x"}, {"nodot": "x"}, "is not a key"),
            ({"a.b": {"one": "x", "other": "y"}}, {"a.b": "x"}, "only English"),
            ({"a.b": " ".join(["kata"] * 19)}, {"a.b": "x"}, "sentence of 19 words"),
            ({"a.b": "hal tersebut"}, {"a.b": "x"}, "'tersebut'"),
        ]
        words = {"id": {"tersebut": "itu"}, "en": {}}
        for indonesian, english, wanted in cases:
            with self.subTest(wanted):
                self.assertTrue(any(wanted in f for f in self.faults(indonesian, english, words)))

    def test_staff_texts_may_be_long(self):
        long = " ".join(["kata"] * 19)
        self.assertEqual(self.faults({"case.b": long}, {"case.b": "x"}), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
