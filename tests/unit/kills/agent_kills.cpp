// agent-kills MACSECD COUNT [SEED]   kills the agent COUNT times at random instants, while clients
// associate and delete keys and move the vault to other keys. After every start each acknowledged
// change is there, each secret is usable, and none is half there. [M75, M89]
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "agent_process.hpp"
#include "load.hpp"

namespace {

using namespace std::chrono_literals;
using macsec::Json;

constexpr std::size_t connections = 4;
constexpr int longest_life_ms = 120;

std::string name_of(std::size_t i) { return "link" + std::to_string(i); }

// Connections whose interfaces are absent: everything but the traffic.
void write_state(const std::filesystem::path& home) {
  std::filesystem::create_directories(home / "config");
  std::filesystem::create_directories(home / "state");
  Json list = Json::array();
  for (std::size_t i = 0; i < connections; ++i)
    list.push_back({{"connectionName", name_of(i)},
                    {"interface", "absent" + std::to_string(i)},
                    {"device", "ms-absent" + std::to_string(i)},
                    {"keys", Json::array()}});
  std::ofstream(home / "state" / "connections.json")
      << macsec::to_text({{"version", 2}, {"connections", list}});
}

// Threads do not throw: the first that is wrong is told when they have ended.
class Threads {
 public:
  template <typename Work>
  void run(Work work) {
    auto& wrong = wrong_.emplace_back(std::make_unique<std::exception_ptr>());
    all_.emplace_back([work, &wrong = *wrong] {
      try {
        work();
      } catch (...) {
        wrong = std::current_exception();
      }
    });
  }
  void join() {
    for (std::thread& one : all_) one.join();
    for (const auto& wrong : wrong_)
      if (*wrong) std::rethrow_exception(*wrong);
  }

 private:
  std::vector<std::unique_ptr<std::exception_ptr>> wrong_;
  std::vector<std::thread> all_;
};

void check_vault(macsec::Client& client) {
  const auto reply = client.call("KeystoreStatus");
  if (!reply) throw std::runtime_error(reply.error().what);
  const Json& keystore = (*reply)["keystore"];
  if (keystore["locked"] == true || !keystore["unreadableSecrets"].empty())
    throw std::runtime_error("the vault: " + macsec::to_text(keystore));
}

struct Figures {
  unsigned moves = 0;
  std::vector<long> starts;
};

void one_life(kills::AgentProcess& agent, std::vector<kills::KeyLoad>& loads, std::mt19937& dice,
              Figures& figures) {
  Threads threads;
  for (kills::KeyLoad& load : loads) threads.run([&] { load.run(agent.socket()); });
  threads.run([&] { figures.moves += kills::rewrap_load(agent.socket()); });
  std::this_thread::sleep_for(std::chrono::microseconds(dice() % (longest_life_ms * 1000)));
  agent.kill();
  threads.join();
  figures.starts.push_back(agent.start().count());
  auto client = macsec::Client::connect(agent.socket());
  if (!client) throw std::runtime_error(client.error().what);
  check_vault(*client);
  for (kills::KeyLoad& load : loads) load.check(*client);
}

void tell(int lives, const std::vector<kills::KeyLoad>& loads, Figures& figures) {
  unsigned changes = 0;
  std::size_t keys = 0;
  for (const kills::KeyLoad& load : loads) {
    changes += load.acknowledged();
    keys += load.keys();
  }
  std::sort(figures.starts.begin(), figures.starts.end());
  std::printf(
      "%d kills, %u changes acknowledged, %u moves to another key finished, %zu keys now; "
      "a start took %ld ms (median), %ld ms at most\n",
      lives, changes, figures.moves, keys, figures.starts[figures.starts.size() / 2],
      figures.starts.back());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const int lives = std::atoi(argv[2]);
  const unsigned seed = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1;
  std::string home = (std::filesystem::temp_directory_path() / "agent-kills.XXXXXX").string();
  if (::mkdtemp(home.data()) == nullptr) return 2;
  write_state(home);
  std::mt19937 dice(seed);
  std::vector<kills::KeyLoad> loads;
  for (std::size_t i = 0; i < connections; ++i)
    loads.emplace_back(name_of(i), seed * 16 + static_cast<unsigned>(i));
  kills::AgentProcess agent(argv[1], home);
  int life = 0;
  try {
    Figures figures;
    agent.start();
    for (; life < lives; ++life) one_life(agent, loads, dice, figures);
    tell(lives, loads, figures);
  } catch (const std::exception& wrong) {
    std::printf("after kill %d, seed %u: %s\n%s\nthe state is kept in %s\n", life + 1, seed,
                wrong.what(), agent.log().c_str(), home.c_str());
    return 1;
  }
  agent.kill();
  std::filesystem::remove_all(home);
  return 0;
}
