// What should not be, with the frame that shows it. Codes are for programs and stay.
#pragma once

#include <string>
#include <vector>

#include "capture/limits.hpp"
#include "capture/moment.hpp"

namespace capture {

class Anomalies {
 public:
  void add(const Moment& at, const char* code, std::string message) {
    if (found_.size() == limits::anomalies)
      ++left_out_;
    else
      found_.push_back({at, code, std::move(message)});
  }

  macsec::Json to_json(std::int64_t start) const {
    macsec::Json out = macsec::Json::array();
    for (const Anomaly& anomaly : found_) {
      macsec::Json one = capture::to_json(anomaly.at, start);
      one["code"] = anomaly.code;
      one["message"] = anomaly.message;
      out.push_back(std::move(one));
    }
    return out;
  }
  std::uint64_t left_out() const { return left_out_; }

 private:
  struct Anomaly {
    Moment at;
    const char* code;
    std::string message;
  };

  std::vector<Anomaly> found_;
  std::uint64_t left_out_ = 0;
};

}  // namespace capture
