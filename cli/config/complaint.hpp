// What is wrong in a configuration file, and where.
#pragma once

#include <string>
#include <vector>

#include "command.hpp"
#include "config/json_places.hpp"

namespace macsecctl {

struct Complaint {
  std::string file;
  Place place;
  std::string what;
  std::string hint{};
};
using Complaints = std::vector<Complaint>;

// As the files are read, from top to bottom.
void put_in_order(Complaints& complaints);
std::string text_of(const Complaint& complaint);  // FILE:LINE:COLUMN: what
Json json_of(const Complaints& complaints);
// The first, for commands that need all of it to be right.
Error error_of(const Complaints& complaints);

}  // namespace macsecctl
