#include "control/turns.hpp"

#include <asio/io_context.hpp>
#include <string>

#include "catch.hpp"

using namespace macsec;

TEST_CASE("users take turns, whoever asks most", "[turns]") {
  asio::io_context loop;
  const auto turns = std::make_shared<Turns>(loop.get_executor());
  std::string order;
  for (int i = 0; i < 4; ++i) turns->await(1000, [&] { order += 'a'; });
  turns->await(0, [&] { order += 'r'; });
  for (int i = 0; i < 2; ++i) turns->await(2000, [&] { order += 'b'; });
  CHECK(order.empty());
  loop.run();
  CHECK(order == "abrabaa");
}

TEST_CASE("who asks again in its turn comes after the others", "[turns]") {
  asio::io_context loop;
  const auto turns = std::make_shared<Turns>(loop.get_executor());
  std::string order;
  std::function<void()> greedy = [&] {
    order += 'g';
    if (order.size() < 6) turns->await(7, greedy);
  };
  turns->await(7, greedy);
  turns->await(8, [&] { order += 'x'; });
  turns->await(8, [&] { order += 'x'; });
  loop.run();
  CHECK(order == "gxgxgg");
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
