"""The keywords of JSON Schema 2020-12 that docs/openapi.yaml uses, and no others."""
import re

KNOWN = {'type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'pattern',
         'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', '$ref', 'anyOf'}
SILENT = {'description', 'format', 'contentMediaType', 'readOnly', 'title'}
TYPES = {'object': dict, 'array': list, 'string': str, 'boolean': bool, 'null': type(None)}


def resolve(document, node):
    while isinstance(node, dict) and '$ref' in node:
        target = document
        for part in node['$ref'].removeprefix('#/').split('/'):
            target = target[part]
        node = target
    return node


def is_type(value, name):
    if name == 'integer':
        return isinstance(value, int) and not isinstance(value, bool)
    if name == 'number':
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def check(document, schema, value, at='$'):
    """What does not fit, a sentence each."""
    schema = resolve(document, schema)
    unknown = set(schema) - KNOWN - SILENT
    if unknown:
        return [f'{at}: this test does not know the keyword {sorted(unknown)}']
    types = schema.get('type', [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_type(value, name) for name in types):
        return [f'{at}: {value!r} is not {" or ".join(types)}']
    found = []
    if 'anyOf' in schema:
        told = [check(document, one, value, at) for one in schema['anyOf']]
        found += [] if [] in told else min(told, key=len)
    if 'const' in schema and value != schema['const']:
        found.append(f'{at}: {value!r} is not {schema["const"]!r}')
    if 'enum' in schema and value not in schema['enum']:
        found.append(f'{at}: {value!r} is none of {schema["enum"]}')
    if isinstance(value, str):
        found += check_text(schema, value, at)
    elif isinstance(value, list):
        found += check_list(document, schema, value, at)
    elif isinstance(value, dict):
        found += check_object(document, schema, value, at)
    elif is_type(value, 'integer'):
        if value < schema.get('minimum', value) or value > schema.get('maximum', value):
            found.append(f'{at}: {value} is out of range')
    return found


def check_text(schema, value, at):
    found = []
    if 'pattern' in schema and not re.search(schema['pattern'], value):
        found.append(f'{at}: {value!r} does not match {schema["pattern"]}')
    if not schema.get('minLength', 0) <= len(value) <= schema.get('maxLength', len(value)):
        found.append(f'{at}: length {len(value)}')
    return found


def check_list(document, schema, value, at):
    found = []
    if not schema.get('minItems', 0) <= len(value) <= schema.get('maxItems', len(value)):
        found.append(f'{at}: {len(value)} items')
    for place, item in enumerate(value):
        found += check(document, schema.get('items', {}), item, f'{at}[{place}]')
    return found


def check_object(document, schema, value, at):
    properties = schema.get('properties', {})
    found = [f'{at}: {name} is missing' for name in schema.get('required', []) if name not in value]
    for name, item in value.items():
        other = schema.get('additionalProperties', True)
        if name in properties:
            found += check(document, properties[name], item, f'{at}.{name}')
        elif other is False:
            found.append(f'{at}: {name} is not described')
        elif isinstance(other, dict):
            found += check(document, other, item, f'{at}.{name}')
    return found
