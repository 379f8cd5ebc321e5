#include "control/idl.hpp"

#include "catch.hpp"
#include "control/interface_text.hpp"

using namespace macsec;

namespace {

const idl::Interface& sample() {
  static const idl::Interface parsed = idl::parse(R"(# a comment
interface org.example.sample
type Point (x: int, y: ?int)  # behind
type Colour (red, green)
method Draw(
  at: Point, colour: ?Colour, width: float, tags: []string,
  named: [string]Point, note: ?string, deep: ?[](a: bool), any: ?object
) -> (ok: bool)
error Spilled (where: Point)
)");
  return parsed;
}

Json good() {
  return Json::parse(
      R"({"at": {"x": 1}, "width": 2, "tags": ["a"], "named": {"p": {"x": 2, "y": null}}})");
}

std::string wrong_with(const Json& changes) {
  Json parameters = good();
  parameters.update(changes);
  return idl::first_mismatch(sample(), sample().methods.at("Draw").parameters, parameters)
      .value_or("fits");
}

}  // namespace

TEST_CASE("a description is parsed to values", "[idl]") {
  CHECK(sample().name == "org.example.sample");
  CHECK(sample().types.size() == 2);
  CHECK(sample().types.at("Colour").symbols == std::vector<std::string>{"red", "green"});
  CHECK(sample().methods.at("Draw").parameters.fields.size() == 8);
  CHECK(sample().errors.count("Spilled") == 1);
}

TEST_CASE("a broken description names its line", "[idl]") {
  const auto message = [](std::string_view text) {
    try {
      idl::parse(text);
    } catch (const std::invalid_argument& e) {
      return std::string(e.what());
    }
    return std::string("parsed");
  };
  CHECK(message("interface a.b\nmethod X( -> ()").find("line 2") != std::string::npos);
  CHECK(message("interface a.b\nwhat X()").find("unknown keyword what") != std::string::npos);
  CHECK(message("interface a.b\n\ntype T (a: int").find("line 3") != std::string::npos);
  CHECK(message("").find("expected interface") != std::string::npos);
}

TEST_CASE("the first member that does not fit is named", "[idl]") {
  CHECK(wrong_with(Json::object()) == "fits");
  CHECK(wrong_with({{"note", nullptr}}) == "fits");
  CHECK(wrong_with({{"note", "text"}, {"colour", "green"}, {"any", {{"a", 1}}}}) == "fits");
  CHECK(wrong_with({{"note", 5}}) == "note");
  CHECK(wrong_with({{"colour", "blue"}}) == "colour");
  CHECK(wrong_with({{"width", "2"}}) == "width");
  CHECK(wrong_with({{"width", nullptr}}) == "width");
  CHECK(wrong_with({{"at", 5}}) == "at");
  CHECK(wrong_with({{"at", {{"x", 1.5}}}}) == "at.x");
  CHECK(wrong_with({{"at", {{"x", 18446744073709551615u}}}}) == "at.x");
  CHECK(wrong_with({{"at", {{"x", true}}}}) == "at.x");
  CHECK(wrong_with({{"at", {{"y", 1}}}}) == "at.x");
  CHECK(wrong_with({{"at", {{"x", 1}, {"z", 1}}}}) == "at.z");
  CHECK(wrong_with({{"tags", {"a", 5}}}) == "tags.1");
  CHECK(wrong_with({{"tags", Json::object()}}) == "tags");
  CHECK(wrong_with({{"named", {{"q", {{"x", ""}}}}}}) == "named.q.x");
  CHECK(wrong_with({{"deep", {{{"a", 1}}}}}) == "deep.0.a");
  CHECK(wrong_with({{"any", 1}}) == "any");
  CHECK(wrong_with({{"cak", "00"}}) == "cak");
}

TEST_CASE("a missing member is named", "[idl]") {
  Json parameters = good();
  parameters.erase("tags");
  CHECK(idl::first_mismatch(sample(), sample().methods.at("Draw").parameters, parameters) ==
        "tags");
}

TEST_CASE("the project's own descriptions parse", "[idl]") {
  const auto agent = idl::parse(agent_description);
  CHECK(agent.name == "org.macsecd.Agent");
  CHECK(agent.methods.count("DescribeConnections") == 1);
  CHECK(agent.methods.count("AssociateKey") == 1);
  CHECK(idl::parse(service_description).methods.size() == 2);
}
