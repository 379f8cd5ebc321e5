#include "control/turns.hpp"

#include <asio/io_context.hpp>
#include <string>

#include "catch.hpp"

using namespace macsec;
using namespace std::chrono_literals;

namespace {

// Turns that write who they were of, and take as long as they are said to.
struct Line {
  asio::io_context loop;
  Turns::Clock::time_point now{};
  std::shared_ptr<Turns> turns =
      std::make_shared<Turns>(loop.get_executor(), [this] { return now; });
  std::string order;

  void await(uid_t user, char name, std::chrono::milliseconds takes, int times = 1) {
    for (int i = 0; i < times; ++i)
      turns->await(user, [this, name, takes] {
        order += name;
        now += takes;
      });
  }
};

}  // namespace

TEST_CASE("users take turns, whoever asks most", "[turns]") {
  Line line;
  line.await(1000, 'a', 1ms, 4);
  line.await(0, 'r', 1ms);
  line.await(2000, 'b', 1ms, 2);
  CHECK(line.order.empty());
  line.loop.run();
  CHECK(line.order == "rababaa");
}

TEST_CASE("requests that cost nothing take turns, too", "[turns]") {
  Line line;
  line.await(1000, 'a', 0ms, 3);
  line.await(2000, 'b', 0ms, 3);
  line.loop.run();
  CHECK(line.order == "ababab");
}

TEST_CASE("the loop's time counts, not the number of requests", "[turns]") {
  Line line;
  line.await(1000, 'a', 10ms, 3);
  line.await(2000, 'b', 2ms, 10);
  line.loop.run();
  CHECK(line.order == "abbbbbabbbbba");
}

TEST_CASE("who asks now and then waits for the request that runs, and no longer", "[turns]") {
  Line line;
  for (uid_t user = 1000; user < 1010; ++user) line.await(user, 'x', 10ms, 50);
  for (int i = 0; i < 20; ++i) line.loop.run_one();
  for (int i = 0; i < 25; ++i) {
    line.loop.run_one();
    line.loop.run_one();
    line.order.clear();
    line.await(5000, 'o', 1ms);
    line.loop.run_one();  // the next one was called already, but not chosen
    CHECK(line.order == "o");
  }
}

TEST_CASE("who was away has no more credit than others", "[turns]") {
  Line line;
  line.await(1000, 'a', 10ms, 10);
  line.loop.run();
  line.loop.restart();
  line.order.clear();
  line.await(1000, 'a', 10ms, 3);
  line.await(2000, 'b', 10ms, 6);
  line.loop.run();
  CHECK(line.order.substr(0, 6).find("bbb") == std::string::npos);
}

TEST_CASE("a loop that ends forgets the turns", "[turns]") {
  auto owned = std::make_shared<int>(1);
  {
    asio::io_context loop;
    std::make_shared<Turns>(loop.get_executor())->await(1, [owned] { FAIL("it is not called"); });
    CHECK(owned.use_count() == 2);
  }
  CHECK(owned.use_count() == 1);
}
