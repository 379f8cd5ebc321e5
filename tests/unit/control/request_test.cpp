#include "control/request.hpp"

#include "catch.hpp"

using namespace macsec;

TEST_CASE("a request is decoded", "[request]") {
  const auto plain = decode_request(R"({"method": "a.B"})");
  REQUIRE(plain);
  CHECK(plain->method == "a.B");
  CHECK(plain->parameters == Json::object());
  CHECK_FALSE(plain->more);
  CHECK_FALSE(plain->oneway);
  const auto full = decode_request(
      R"({"method": "a.B", "parameters": {"x": "]}[{,,"}, "more": true, "oneway": true, "new": 1})");
  REQUIRE(full);
  CHECK(full->parameters["x"] == "]}[{,,");
  CHECK(full->more);
  CHECK(full->oneway);
}

TEST_CASE("what is no request is nothing", "[request]") {
  const auto text =
      GENERATE(as<std::string>{}, "", "{", "5", "[]", "{}", "null", R"({"method": 5})",
               R"({"method": "a", "parameters": []})", R"({"method": "a", "parameters": 1})",
               R"({"method": "a", "more": 1})", R"({"method": "a", "oneway": "x"})",
               "{\"method\": \"\xff\xfe\"}", R"({"method": "a"} trailing)", R"({"method": "a\)",
               "\"\\", "}}}}]]]]");
  CHECK_FALSE(decode_request(text));
}

TEST_CASE("a deep or a crowded request is refused before it is parsed", "[request]") {
  const auto nested = [](std::size_t depth) {
    return R"({"method": "a", "parameters": {"x": )" + std::string(depth, '[') +
           std::string(depth, ']') + "}}";
  };
  CHECK(decode_request(nested(14)));
  CHECK_FALSE(decode_request(nested(15)));
  CHECK_FALSE(decode_request(nested(30000)));
  const auto crowded = [](std::size_t count) {
    std::string members = "0";
    for (std::size_t i = 1; i < count; ++i) members += ",0";
    return R"({"method": "a", "parameters": {"x": [)" + members + "]}}";
  };
  CHECK(decode_request(crowded(200)));
  CHECK_FALSE(decode_request(crowded(300)));
}
