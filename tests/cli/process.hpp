// One run of macsecctl, with what it printed.
#pragma once

#include <string>
#include <vector>

struct Run {
  int status = -1;
  std::string out;
  std::string err;
};

// Arguments as typed, `input` on standard input (a pipe, so that it is no terminal), without a
// controlling terminal; `environment` in place of ours.
Run macsecctl(const std::vector<std::string>& arguments, const std::string& input = {},
              const std::vector<std::string>& environment = {});

// The same, but interrupted (as with Ctrl-C) once it has printed a line; status -1: it was ended by
// it.
Run macsecctl_interrupted(const std::vector<std::string>& arguments,
                          const std::vector<std::string>& environment = {});

// The same with a person at a terminal, who types `typed`.
Run macsecctl_on_terminal(const std::vector<std::string>& arguments, const std::string& typed,
                          const std::vector<std::string>& environment = {});
