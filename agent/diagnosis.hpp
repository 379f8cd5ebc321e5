// Why a connection is not secured, or why no traffic passes: one reason and what to do, decided
// from facts. The reasons are listed in docs/diagnose.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "diagnosis_facts.hpp"

namespace macsecd {

// Something that was seen, for people; its figures for programs.
struct Evidence {
  std::string name;
  std::string message{};
  std::map<std::string, std::uint64_t> figures{};
};

struct Diagnosis {
  Reason verdict;  // "healthy" where nothing is wrong
  std::vector<Evidence> evidence{};
  std::vector<Reason> also{};  // what else is not as it should be

  bool healthy() const { return verdict.code == "healthy"; }
};

Diagnosis diagnose(const DiagnosisFacts& facts);

// The verdict is known without watching what comes and goes.
bool is_plain(const DiagnosisFacts& facts);

macsec::Json describe(const std::string& connection, const Diagnosis& diagnosis);

}  // namespace macsecd
