// Takes an engine's requests to its SecY: at once or after a while, in order, sometimes refused.
#pragma once

#include <cerrno>
#include <deque>
#include <functional>
#include <string>

#include "agenda.hpp"
#include "dice.hpp"
#include "model_secy.hpp"
#include "nonce_watch.hpp"

namespace sim {

struct SecyTemper {
  mka::Duration quickest{0};
  mka::Duration slowest{0};      // 0: answers before the engine's next output
  unsigned refusal_percent = 0;  // of installations and of enabling; a driver always can delete
  unsigned refuse_next = 0;      // so many, for certain
  int refusal = ENOMEM;
};

class SecyDesk {
 public:
  struct Clerk {
    std::function<void(const mka::SecyOp&)> done;
    std::function<void(mka::OpId, mka::SecyOutcome)> answer;
    std::function<void(const std::string&)> complain;
  };
  SecyDesk(Agenda& agenda, Dice dice, ModelSecy& secy, Clerk clerk)
      : agenda_(agenda), dice_(dice), secy_(secy), clerk_(std::move(clerk)) {}

  SecyTemper temper{};
  void take(mka::SecyRequest request);
  // The port restarts: what waits is never done.
  void clear();
  std::size_t waiting() const { return waiting_.size(); }

 private:
  void carry_out(const mka::SecyRequest& request);
  bool refuses(const mka::SecyOp& op);
  mka::Duration delay();

  Agenda& agenda_;
  Dice dice_;
  ModelSecy& secy_;
  Clerk clerk_;
  std::deque<mka::SecyRequest> waiting_;
  mka::Time last_due_{};
  mka::Time forgiving_until_{};
  std::uint64_t life_ = 0;
};

std::string describe(const mka::SecyOp& op);

}  // namespace sim
