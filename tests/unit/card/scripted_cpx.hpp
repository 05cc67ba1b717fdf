#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>

#include "dmp/card/cpx.hpp"
#include "support/rehearsal.hpp"
#include "unit/card/scripted_transport.hpp"

namespace dmp::test {

using Steps = std::deque<ScriptedTransport::Step>;

inline std::string hex_byte(std::size_t value) {
  const std::uint8_t byte = static_cast<std::uint8_t>(value);
  return to_hex(ByteView(&byte, 1));
}

inline void select_nothing(Steps& steps, const std::string& path) {
  steps.push_back({"00A40904" + hex_byte(path.size() / 2) + path, "6A82"});
}

/// The steps of reading a file of a CPS3, in T=0.
inline void read_file(Steps& steps, const std::string& path, const std::string& content) {
  const auto size = content.size() / 2;
  const auto fcp = "62048002" + hex_byte(size >> 8U) + hex_byte(size & 0xFFU);
  steps.push_back({"00A40904" + hex_byte(path.size() / 2) + path, "6106"});
  steps.push_back({"00C0000006", fcp + "9000"});
  for (std::size_t at = 0; at < size; at += 0xE7) {
    const auto part = std::min<std::size_t>(0xE7, size - at);
    steps.push_back({"00B0" + hex_byte(at >> 8U) + hex_byte(at & 0xFFU) + hex_byte(part),
                     content.substr(2 * at, 2 * part) + "9000"});
  }
}

inline constexpr auto kSerial = "5A0A8025000001000000015F";

/// A CPS3 whose directories do not answer: its two certificates are where others have them.
inline Steps cps3(const std::string& authentication, const std::string& signature) {
  Steps steps;
  read_file(steps, "3F00D003", kSerial);
  read_file(steps, "3F002F01", "804301B84703940180");
  select_nothing(steps, "3F0000015031");
  read_file(steps, "3F000001A001", authentication);
  read_file(steps, "3F000001A002", signature);
  select_nothing(steps, "3F0000015032");
  select_nothing(steps, "3F00D010");
  return steps;
}

/// The steps before every command of PIN and signature: the same card, its application.
inline void hold(Steps& steps) {
  read_file(steps, "3F00D003", kSerial);
  steps.push_back({"00A4090C043F000001", "9000"});
}

/// A card of the rehearsal authority and the script of it.
class Bench {
 public:
  Bench() {
    Rehearsal::sh(DMP_SOURCE_DIR "/tests/support/rehearsal-ca/rehearsal-ca issue-card " +
                  Rehearsal::quoted(rehearsal_.file("root.pem").parent_path()) +
                  " --type CPA --card-number 2900000001 --family-name MARTIN --given-names ZOÉ "
                  "--finess 010780054 --structure-name 'CENTRE HOSPITALIER' --department 01 "
                  "--out-prefix " +
                  Rehearsal::quoted(rehearsal_.work("card")));
    for (const auto* kind : {"auth", "sign"}) {
      Rehearsal::sh("openssl x509 -in " + Rehearsal::quoted(file(kind, ".pem")) +
                    " -outform DER -out " + Rehearsal::quoted(file(kind, ".der")));
    }
    record_->steps = cps3(der("auth"), der("sign"));
  }

  std::unique_ptr<card::Card> open() {
    auto card = card::open_card(std::make_unique<ScriptedTransport>(record_), {limit_, trace_});
    REQUIRE(card);
    return std::move(*card);
  }

  Steps& steps() { return record_->steps; }
  const std::shared_ptr<ScriptedTransport::Record>& shared() { return record_; }
  ScriptedTransport::Record& record() { return *record_; }
  std::vector<std::string>& lines() { return lines_; }

  /// The signature key's signature over a message, by the openssl program.
  std::string signature(const std::string& message, const std::string& kind = "sign") {
    dmp::test::spill(rehearsal_.work("message"), message);
    Rehearsal::sh("openssl dgst -sha256 -sign " + Rehearsal::quoted(file(kind, ".key")) + " -out " +
                  Rehearsal::quoted(rehearsal_.work("signature")) + " " +
                  Rehearsal::quoted(rehearsal_.work("message")));
    return to_hex(as_bytes(slurp(rehearsal_.work("signature"))));
  }

  std::string der(const std::string& kind) { return to_hex(as_bytes(slurp(file(kind, ".der")))); }

  void done() {
    CHECK(record_->surplus.empty());
    CHECK(record_->steps.empty());
  }

 private:
  std::filesystem::path file(const std::string& kind, const std::string& end) {
    return rehearsal_.work("card-" + kind + end);
  }

  Rehearsal rehearsal_;
  std::shared_ptr<ScriptedTransport::Record> record_ =
      std::make_shared<ScriptedTransport::Record>();
  std::chrono::milliseconds limit_{1000};
  std::vector<std::string> lines_;
  std::function<void(std::string_view)> trace_ = [this](std::string_view line) {
    lines_.emplace_back(line);
  };
};

inline Secret pin(std::string_view digits) { return Secret(as_bytes(digits)); }
inline std::string id_of(const Status& status) { return status ? "" : status.error().id; }
template <typename T>
std::string id_of(const Result<T>& result) {
  return result ? "" : result.error().id;
}

}  // namespace dmp::test
