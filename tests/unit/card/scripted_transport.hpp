#pragma once

#include <deque>
#include <string>
#include <utility>

#include "dmp/card/transport.hpp"
#include "support/catch.hpp"

namespace dmp::test {

/// ScriptedTransport is a card that expects exactly the commands of its script, in hexadecimal with
/// blanks between, and gives their answers. A command that is not expected fails the test, and so
/// do those that never came.
class ScriptedTransport final : public card::Transport {
 public:
  struct Step {
    std::string command;
    std::string answer;  ///< "!ID" for a failure of the way to the card.
  };
  /// What the script and the calls beside it left, for looking at after the card has gone.
  struct Record {
    std::deque<Step> steps;
    int begun = 0;
    std::vector<card::After> ended;
    std::vector<std::string> surplus;
    std::string pinpad_answer;  ///< Without one the reader has no keys.
    bool anew = false;          ///< What the next begin says.
  };

  explicit ScriptedTransport(std::shared_ptr<Record> record,
                             std::string_view atr = "3BAC00402A001225006480000310009000",
                             bool sends_le = false)
      : record_(std::move(record)), atr_(from_hex(atr)), sends_le_(sends_le) {}

  [[nodiscard]] const std::string& reader() const override { return reader_; }
  [[nodiscard]] const Bytes& atr() const override { return atr_; }
  [[nodiscard]] bool sends_le() const override { return sends_le_; }
  Result<bool> begin() override {
    ++record_->begun;
    return std::exchange(record_->anew, false);
  }
  void end(card::After after) noexcept override { record_->ended.push_back(after); }
  Result<Bytes> transmit(ByteView command) override {
    const auto sent = to_hex(command);
    if (record_->steps.empty() || compact(record_->steps.front().command) != sent) {
      record_->surplus.push_back(sent);
      return fail(ErrorKind::internal, "SCRIPT");
    }
    const auto answer = record_->steps.front().answer;
    record_->steps.pop_front();
    if (answer.starts_with('!')) {
      return fail(ErrorKind::environment, answer.substr(1));
    }
    return from_hex(compact(answer));
  }
  bool has_pinpad() override { return !record_->pinpad_answer.empty(); }
  Result<Bytes> verify_at_pinpad(ByteView header, card::PinLength length) override {
    CHECK(to_hex(header) == "00200001");
    CHECK((length.min == 4 && length.max == 4));
    return from_hex(record_->pinpad_answer);
  }

 private:
  static std::string compact(std::string_view text) {
    std::string out;
    for (const char c : text) {
      out += c == ' ' ? "" : std::string(1, c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
    }
    return out;
  }

  std::shared_ptr<Record> record_;
  std::string reader_ = "Scripted reader";
  Bytes atr_;
  bool sends_le_;
};

}  // namespace dmp::test
