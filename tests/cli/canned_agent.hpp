// An agent whose replies are written down in agent.json.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "control/json.hpp"
#include "process.hpp"
#include "running_server.hpp"

class CannedAgent {
 public:
  explicit CannedAgent(const std::string& replies = "agent.json");

  Run run(std::vector<std::string> arguments, const std::string& input = {});
  std::string socket() const { return server_->path().string(); }

  // What the last call of a method carried.
  std::map<std::string, macsec::Json> parameters;
  std::string same_key;    // what CompareKey says yes to
  std::string key_octets;  // read from the passed descriptor
  bool key_is_sealed = false;
  std::string key_state = "associated";  // of the key of "lab", from then on
  macsec::Json rotate_reply;             // to RotateKey
  // What each further description adds to the connection "uplink"; the last one stays.
  std::vector<macsec::Json> steps;
  int descriptions = 0;         // DescribeConnections answered so far
  int secured_after = 1 << 30;  // the connection "lab" is secured from then on

 private:
  void serve(macsec::Server& server);
  macsec::Json described(const macsec::Call& call);
  void plan(macsec::Call call);
  void take_key(macsec::Call call);
  void rotate_key(macsec::Call call);
  void read_key(macsec::Call& call);

  macsec::Json replies_;
  std::unique_ptr<RunningServer> server_;
};
