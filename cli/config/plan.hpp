// What must be done so that the agent's connections are as the files say, in the order in which it
// is done. Making a plan changes nothing; who follows it gives back what was seen (ifMatch).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/wish.hpp"

namespace macsecctl {

struct Step {
  std::string connection;
  std::string method;
  Json parameters;
  std::string line;         // + made, ~ changed, - gone
  std::string disturbance;  // empty: users of the link do not notice
};

struct Plan {
  std::vector<Step> steps;
  std::map<std::string, std::string> seen;  // entity tags by connection
  std::vector<std::string> left;            // what is there beside the files, and stays
};

struct PlanOptions {
  bool prune = false;  // what is not in the files goes
  bool force = false;  // a suite without XPN on a fast port
};

// Failure: the agent cannot be asked. What it would refuse is complained about.
Result<Plan> plan_for(Client& client, const std::vector<WishedConnection>& wishes,
                      const PlanOptions& options, Complaints& complaints);

}  // namespace macsecctl
