"""Holds every machine form of a built site against a validator that this project did not write.

    validate.py FOLDER [--least N]

Akoma Ntoso and sitemaps by their XML schemas, Atom by RFC 4287's grammar, JSON Feed 1.1 and every index.json by JSON
schemas, JSON-LD by an RDF library. Says how many of each there were; a kind that is missing is an error, for a validator
that looked at nothing has found nothing.
"""
import csv
import datetime
import hashlib
import io
import json
import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import rdflib
import rnc2rng
from lxml import etree
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

HERE = Path(__file__).resolve().parent / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = rdflib.Namespace("https://schema.org/")
site = Path(sys.argv[1])
seen, problems = Counter(), []


def fail(path, what):
    problems.append(f"{path.relative_to(site) if path.is_relative_to(site) else path}: {what}")


def xsd(name):
    return etree.XMLSchema(etree.parse(str(HERE / name)))


def against(schema, path, kind):
    seen[kind] += 1
    document = etree.parse(str(path))
    if not schema.validate(document):
        for error in list(schema.error_log)[:5]:
            fail(path, f"{kind}: line {error.line}: {error.message}")
    return document.getroot()


# Akoma Ntoso: the schema, and what a schema cannot say: identifiers are unique, and local references lead somewhere.
akn = xsd("akomantoso30.xsd")
eids = {}
for path in sorted(site.rglob("index.akn.xml")):
    root = against(akn, path, "Akoma Ntoso")
    ids = [e.get("eId") for e in root.iter() if isinstance(e.tag, str) and e.get("eId")]
    for eid, count in Counter(ids).items():
        if count > 1:
            fail(path, f"Akoma Ntoso: eId {eid} {count} times")
    eids[path] = set(ids)
    for element in root.iter():
        for name in ("source", "by", "href", "refersTo", "outcome"):
            value = element.get(name) if isinstance(element.tag, str) else None
            if value and value.startswith("#") and value[1:] not in eids[path]:
                fail(path, f"Akoma Ntoso: {name}={value} leads nowhere")
base = json.loads((site / "data/index.json").read_text())["base"]
for path in eids:
    for element in etree.parse(str(path)).getroot().iter():
        for name in ("href", "from", "upTo") if isinstance(element.tag, str) else ():
            value = element.get(name, "")
            if value.startswith(base) and "index.akn.xml" in value:
                file, _, eid = value[len(base):].partition("#")
                target = site / file
                if target not in eids:
                    fail(path, f"Akoma Ntoso: {value} is not there")
                elif eid and eid not in eids[target]:
                    fail(path, f"Akoma Ntoso: {value}: no such element")

# Sitemaps.
urls, index = xsd("sitemap-with-links.xsd"), xsd("siteindex.xsd")
for path in sorted(site.glob("sitemap*.xml")):
    against(index if path.name == "sitemap.xml" else urls, path, "sitemap index" if path.name == "sitemap.xml" else "sitemap")

# Atom: the grammar, and the assertions that stand beside it in the RFC.
# The converter declares the prefix of no namespace, which XML does not allow; the rules themselves spell it out.
grammar = rnc2rng.dumps(rnc2rng.load(str(HERE / "atom.rnc"))).replace('xmlns:local=""', "")
atom = etree.RelaxNG(etree.fromstring(grammar.encode()))
for path in sorted(site.rglob("feed.xml")):
    feed = against(atom, path, "Atom")
    has_author = feed.find(ATOM + "author") is not None
    ids = [entry.findtext(ATOM + "id") for entry in feed.iter(ATOM + "entry")]
    if len(ids) != len(set(ids)):
        fail(path, "Atom: two entries with one id")
    for entry in feed.iter(ATOM + "entry"):
        if not has_author and entry.find(ATOM + "author") is None:
            fail(path, "Atom: an entry without an author")
        if not any(link.get("rel", "alternate") == "alternate" for link in entry.findall(ATOM + "link")):
            fail(path, "Atom: an entry without an alternate link")

# JSON Feed 1.1, by the schema of SchemaStore, which refers to the one of version 1.
one, eleven = (json.loads((HERE / f"json-feed-{version}.json").read_text()) for version in ("1", "1.1"))
registry = Registry().with_resource(
    "https://json.schemastore.org/feed-1", Resource(contents=one, specification=DRAFT4))
formats = jsonschema.FormatChecker()


@formats.checks("date-time")
def date_time(value):
    return not isinstance(value, str) or bool(datetime.datetime.fromisoformat(value))


@formats.checks("date", raises=ValueError)
def date(value):
    return not isinstance(value, str) or bool(datetime.date.fromisoformat(value))


@formats.checks("uri")
def uri(value):
    return not isinstance(value, str) or bool(re.fullmatch(r"https?://[!-~]+", value))


feeds = jsonschema.Draft4Validator(eleven, registry=registry, format_checker=formats)
for path in sorted(site.rglob("feed.json")):
    seen["JSON Feed"] += 1
    feed = json.loads(path.read_text())
    for error in feeds.iter_errors(feed):
        fail(path, f"JSON Feed: {error.json_path}: {error.message[:200]}")
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        fail(path, f"JSON Feed: version {feed['version']}")

# index.json, by the schema that the site publishes.
schema = json.loads((site / "data/schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
model = jsonschema.Draft202012Validator(schema, format_checker=formats)
for path in sorted(site.rglob("index.json")):
    if path.parent == site / "data":
        continue
    form = json.loads(path.read_text())
    seen[f"index.json of a {form.get('kind')}"] += 1
    for error in list(model.iter_errors(form))[:3]:
        deepest = jsonschema.exceptions.best_match([error])
        fail(path, f"index.json: {deepest.json_path}: {deepest.message[:300]}")
    if path.parts[-4:-2] != ("notices",) and form["kind"] == "notice":
        text = path.with_name("index.txt").read_text()
        for section in form["body"]:
            for paragraph in section.get("paragraphs", []):
                if paragraph["text"] not in text:
                    fail(path, f"index.txt lacks block {paragraph['block']}")
        for citation in form["citations"]:
            if citation["end"] - citation["start"] != len(citation["quote"]):
                fail(path, f"citation {citation['number']}: span and quote differ")

# Lists of the whole site.
for path in sorted(site.glob("data/*/notices.jsonl")):
    for line in path.read_text().splitlines():
        seen["notices.jsonl"] += 1
        notice = json.loads(line)
        if notice["seed"]:
            bytes_ = (site / notice["seed"][len(base):]).read_bytes()
            if hashlib.sha256(bytes_).hexdigest() != notice["seed_sha256"]:
                fail(path, f"{notice['id']}: the seed has another hash")
        for page in notice["pages"]:
            for url in [page["url"] + "index.html", *page["forms"]]:
                if not (site / url[len(base):]).is_file():
                    fail(path, f"{url} is not there")
for path in sorted([site / "data/regulations.csv", *site.glob("data/*/citations.csv")]):
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    seen[path.name] += len(rows)
    if rows and any(len(row) != len(rows[0]) for row in rows):
        fail(path, "rows of different lengths")


# JSON-LD of every page, read by a library as triples. It fetches nothing: the context is the vocabulary alone.
class Scripts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.inside, self.canonical = [], False, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.inside = tag == "script" and attrs.get("type") == "application/ld+json"
        if self.inside:
            self.found.append("")
        if tag == "link" and attrs.get("rel") == "canonical":
            self.canonical = attrs["href"]

    def handle_data(self, data):
        if self.inside:
            self.found[-1] += data

    def handle_endtag(self, tag):
        self.inside = False


kinds = {"notice": "Report", "directive": "Article", "regulation": None}
for path in sorted(site.rglob("*.html")):
    html = path.read_text()
    parser = Scripts()
    parser.feed(html)
    if not parser.found:
        if path.name != "404.html":
            fail(path, "JSON-LD: none")
        continue
    for text in parser.found:
        data = json.loads(text)
        if data.pop("@context") != "https://schema.org":
            fail(path, "JSON-LD: another context")
        data["@context"] = {"@vocab": str(SCHEMA)}
        graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
        seen["JSON-LD"] += 1
        subject = rdflib.URIRef(data["@id"])
        if (subject, rdflib.RDF.type, None) not in graph:
            fail(path, "JSON-LD: the page says nothing of itself")
        kind = re.search(r'data-kind="([a-z]+)"', html)
        wanted = kinds.get(kind[1]) if kind else None
        if wanted and (subject, rdflib.RDF.type, SCHEMA[wanted]) not in graph:
            fail(path, f"JSON-LD: not a {wanted}")
        if kind and kind[1] == "notice":
            sums = [str(o) for o in graph.objects(predicate=SCHEMA.sha256)]
            if any(not re.fullmatch("[0-9a-f]{64}", value) for value in sums):
                fail(path, f"JSON-LD: sha256 {sums}")
        if kind and kind[1] == "directive" and not list(graph.objects(subject, SCHEMA.isPartOf)):
            fail(path, "JSON-LD: a directive that is part of nothing")

wanted = ["Akoma Ntoso", "sitemap index", "sitemap", "Atom", "JSON Feed", "JSON-LD", "notices.jsonl", "regulations.csv",
          "citations.csv", "index.json of a notice", "index.json of a directive", "index.json of a regulation"]
for kind in wanted:
    if not seen[kind]:
        problems.append(f"no {kind} to look at")
print(", ".join(f"{count} {kind}" for kind, count in sorted(seen.items())))
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(bool(problems))
