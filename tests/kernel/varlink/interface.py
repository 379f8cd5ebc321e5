"""A Varlink interface description, read a second time: by other code than the agent's, to check what the agent answers."""
import re

TOKEN = re.compile(r"#[^\n]*|->|\[string\]|\[\]|[A-Za-z_][A-Za-z0-9_.-]*|[?:,()]")
PLAIN = {"bool": bool, "int": int, "string": str, "object": dict}


class Interface:
    def __init__(self, text):
        self.tokens = [token for token in TOKEN.findall(text) if token[0] != "#"]
        self.types, self.methods, self.errors = {}, {}, {}
        self.seen, self.wrong = set(), []
        assert self.take() == "interface"
        self.name = self.take()
        while self.tokens:
            self.declaration(self.take(), self.take())

    def take(self):
        return self.tokens.pop(0)

    def accept(self, token):
        return bool(self.tokens) and self.tokens[0] == token and self.take()

    def declaration(self, keyword, name):
        if keyword == "method":
            parameters = self.type()
            assert self.take() == "->"
            self.methods[name] = (parameters, self.type())
        else:
            {"type": self.types, "error": self.errors}[keyword][name] = self.type()

    def type(self):
        if self.accept("?"):
            return ("maybe", self.type())
        if self.accept("[]"):
            return ("array", self.type())
        if self.accept("[string]"):
            return ("map", self.type())
        if not self.accept("("):
            return ("named", self.take())
        members = {}
        while not self.accept(")"):
            name = self.take()
            assert self.take() == ":"
            members[name] = self.type()
            self.accept(",")
        return ("struct", members)

    def check(self, type, value, where):
        """Notes in `wrong` what does not fit, and in `seen` each member that had a value."""
        kind, inner = type
        if kind == "maybe":
            return value is None or self.check(inner, value, where)
        if kind == "named" and inner in self.types:
            return self.check(self.types[inner], value, inner)
        expected = {"array": list, "map": dict, "struct": dict}.get(kind) or PLAIN.get(inner)
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            self.wrong.append(f"{where} should be {inner if kind == 'named' else kind}: {value!r}")
        elif kind == "array":
            for element in value:
                self.check(inner, element, where)
        elif kind == "map":
            for element in value.values():
                self.check(inner, element, where)
        elif kind == "struct":
            self.check_members(inner, value, where)

    def check_members(self, members, value, where):
        self.wrong += [f"{where}.{name} is not in the description" for name in value.keys() - members.keys()]
        for name, type in members.items():
            self.check(type, value.get(name), f"{where}.{name}")
            if value.get(name) is not None:
                self.seen.add(f"{where}.{name}")
