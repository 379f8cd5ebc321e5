// metrics: to a file as a whole, and to a collector over HTTP.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "canned_agent.hpp"
#include "catch.hpp"

namespace {

std::string contents(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::size_t files_in(const std::filesystem::path& directory) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(directory), {}));
}

}  // namespace

TEST_CASE("[M80] a collector finds the metrics in a file, the old ones or the new", "[cli]") {
  CannedAgent agent;
  const TemporaryDirectory directory;
  const auto file = directory.path() / "macsecd.prom";
  std::ofstream(file) << "old\n";
  CHECK(agent.run({"metrics", "--textfile", file}).out.empty());
  CHECK(contents(file) == agent.run({"metrics"}).out);
  CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::others_read) !=
        std::filesystem::perms::none);
  CHECK(files_in(directory.path()) == 1);

  // The old ones stay where the agent does not answer, and their age tells.
  const Run away =
      macsecctl({"metrics", "--textfile", file}, "", {"MACSECD_SOCKET=/nonexistent/control"});
  CHECK(away.status == 30);
  CHECK_FALSE(contents(file).empty());
  CHECK(agent.run({"metrics", "--textfile", "/nonexistent/macsecd.prom"}).status == 10);
  CHECK(agent.run({"metrics", "--http", "--textfile", file}).status == 2);
}

TEST_CASE("[M80] one HTTP request is answered, whatever it is", "[cli]") {
  CannedAgent agent;
  const auto answer = [&](const std::string& request) {
    return agent.run({"metrics", "--http"}, request).out;
  };
  const std::string metrics = agent.run({"metrics"}).out;
  const std::string good = answer("GET /metrics?x=1 HTTP/1.1\r\nHost: localhost:9796\r\n\r\n");
  CHECK(good.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(good.find("Content-Type: text/plain; version=0.0.4") != std::string::npos);
  CHECK(good.find("Content-Length: " + std::to_string(metrics.size()) + "\r\n") !=
        std::string::npos);
  CHECK(good.ends_with("\r\n\r\n" + metrics));
  const std::string head = answer("HEAD /metrics HTTP/1.1\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(answer("GET / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
  CHECK(answer("POST /metrics HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
  for (const std::string& odd :
       {std::string("\r\n\r\n"), std::string("GET\r\n\r\n"), std::string("GET /metrics"),
        std::string(), std::string(20000, 'x') + "\r\n\r\n", std::string("\0\0\n\n", 4)}) {
    INFO(odd.substr(0, 20));
    CHECK(answer(odd).starts_with("HTTP/1.1 400 "));
  }
  const Run away = macsecctl({"metrics", "--http"}, "GET /metrics HTTP/1.1\r\n\r\n",
                             {"MACSECD_SOCKET=/nonexistent/control"});
  CHECK(away.out.starts_with("HTTP/1.1 503 "));
}
