#include "dmp/card/detail/apdu.hpp"
#include "dmp/card/detail/directory.hpp"
#include "dmp/card/detail/trace.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::card::detail;

namespace {

/// What was sent, and an exchange that answers all of it with the same bytes.
struct Recorder {
  std::vector<Bytes> sent;
  Exchange exchange(const std::string& answer) {
    return [this, answer](ByteView command) -> Result<Bytes> {
      sent.emplace_back(command.begin(), command.end());
      return from_hex(answer);
    };
  }
};

}  // namespace

TEST_CASE("commands are short, extended or chained as the card takes them") {
  Recorder recorder;
  const auto answered = recorder.exchange("9000");
  const Command command{0x00, 0x2A, 0x80, 0x86, Bytes(300, 0xAB), true};

  CHECK(send(answered, {0x00, 0xB0, 0x00, 0x00, {}, true}, {})->status == 0x9000);
  CHECK(to_hex(recorder.sent.back()) == "00b0000000");
  CHECK(send(answered, {0x00, 0x20, 0x00, 0x01, {0x31}}, {}));
  CHECK(to_hex(recorder.sent.back()) == "002000010131");
  // Le goes with data in T=1, and is left out in T=0.
  CHECK(send(answered, {0x00, 0x88, 0x00, 0x00, {0x01}, true}, {}));
  CHECK(to_hex(recorder.sent.back()) == "008800000101");
  CHECK(send(answered, {0x00, 0x88, 0x00, 0x00, {0x01}, true}, {false, false, true}));
  CHECK(to_hex(recorder.sent.back()) == "00880000010100");

  recorder.sent.clear();
  CHECK(send(answered, command, {true, false, true}));
  REQUIRE(recorder.sent.size() == 2);
  CHECK(to_hex(recorder.sent[0]).starts_with("102a8086ff"));
  CHECK(recorder.sent[0].size() == 5 + 255);
  CHECK(to_hex(recorder.sent[1]).starts_with("002a80862d"));
  CHECK(recorder.sent[1].size() == 5 + 45 + 1);

  recorder.sent.clear();
  CHECK(send(answered, command, {true, true, true}));
  REQUIRE(recorder.sent.size() == 1);
  CHECK(to_hex(recorder.sent[0]).starts_with("002a808600012cab"));
  CHECK(recorder.sent[0].size() == 7 + 300 + 2);

  CHECK(send(answered, command, {}).error().id == "CARD-COMMAND-LONG");
  // A part that is refused ends the chain.
  recorder.sent.clear();
  CHECK(send(recorder.exchange("6884"), command, {true, false, true})->status == 0x6884);
  CHECK(recorder.sent.size() == 1);
}

TEST_CASE("what the card holds back is fetched, and no longer than it makes sense") {
  int count = 0;
  const Exchange parts = [&count](ByteView) -> Result<Bytes> {
    return from_hex(++count == 1 ? "01026102" : "03049000");
  };
  const auto answer = send(parts, Bytes{0x00, 0xB0, 0x00, 0x00, 0x00});
  REQUIRE(answer);
  CHECK(answer->data == Bytes{1, 2, 3, 4});
  Recorder recorder;
  CHECK(send(recorder.exchange("6101"), Bytes{0x00, 0xB0, 0x00, 0x00, 0x00}).error().id ==
        "CARD-ENDLESS");
  CHECK(recorder.sent.size() == 64);
}

TEST_CASE("EF.ATR tells what a card takes, with and without the category byte") {
  const auto cps3 = read_abilities(from_hex("8043 01"), false);
  CHECK_FALSE(cps3.chaining);
  const auto told = read_abilities(from_hex("804301B8460404B0ECC14703940180"), false);
  CHECK(told.chaining);
  CHECK_FALSE(told.extended_length);
  const auto both = read_abilities(from_hex("47039401C0"), true);
  CHECK(both.chaining);
  CHECK(both.extended_length);
  CHECK(both.sends_le);
  CHECK_FALSE(read_abilities({}, false).chaining);
}

TEST_CASE("directories of ISO 7816-15, whole, sloppy and broken") {
  const auto odf = from_hex("A0083006040 43F007002");
  CHECK_FALSE(read_directory(odf).private_keys);
  const auto good = from_hex(
      "A00A300804063F0000017002A80A3008040600010002"
      "7001");
  REQUIRE(read_directory(good).private_keys);
  CHECK(to_hex(*read_directory(good).private_keys) == "3f0000017002");
  CHECK_FALSE(read_directory(good).certificates);

  // Label; id 45 and key reference 81, written with and without its leading zero.
  for (const auto* key : {"3012 3003 0C0141 300B 040145 0302067F 02020081",
                          "3011 3003 0C0141 300A 040145 0302067F 020181"}) {
    std::string compact;
    for (const char c : std::string_view(key)) {
      compact += c == ' ' ? "" : std::string(1, c);
    }
    const auto bytes = from_hex(compact);
    const auto keys = read_key_entries(bytes);
    REQUIRE(keys.size() == 1);
    CHECK(keys.front().reference == 0x81);
    CHECK(to_hex(keys.front().id) == "45");
  }
  CHECK(read_key_entries(from_hex("300430020C00")).empty());
  CHECK(read_certificate_entries(from_hex("3080")).empty());
  CHECK_FALSE(read_pin_entry(from_hex("30020500")));
}

TEST_CASE("a trace shows commands and no PIN") {
  CHECK(command_line(from_hex("0020000104"
                              "31323334")) == "> 00 20 00 01 04 ** ** ** **");
  CHECK(command_line(from_hex("0120000104"
                              "31323334")) == "> 01 20 00 01 04 ** ** ** **");
  CHECK(command_line(from_hex("0024000108"
                              "3132333435363738"))
            .find("31") == std::string::npos);
  CHECK(command_line(from_hex("0020000100")) == "> 00 20 00 01 00");
  CHECK(command_line(from_hex("00A40904")) == "> 00 A4 09 04");
  CHECK(answer_line(from_hex("63C2")) == "< 63 C2");
}
