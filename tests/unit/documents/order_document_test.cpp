#include "dmp/documents/order_document.hpp"

#include "samples.hpp"

using namespace dmp;
using namespace std::chrono_literals;
using documents::read_order;
using documents::write_order;

namespace {

model::Order sample() {
  model::Order order;
  order.site = "fleyriat";
  order.site_name = "CENTRE HOSPITALIER \"Été\"";
  order.usage = model::Usage::sign;
  order.on = model::FinessKind::juridical;
  order.finess = "010780054";
  order.structure = "1010780054";
  order.service = "DMP SIGNATURE";
  order.environment = model::Environment::rehearsal;
  order.state = model::OrderState::delivered;
  order.key_algorithm = "rsa:2048";
  order.key_encrypted = true;
  order.public_key_sha256 = "aa";
  order.request_sha256 = "bb";
  order.certificate_sha256 = "cc";
  order.certificate_ends_on = 2029y / 11 / 22;
  order.renews = "dd";
  const Instant at = start_of(2026y / 11 / 23) + 3661s;
  order.history = {{model::OrderState::planned, at, "claire", "", {}},
                   {model::OrderState::delivered, at + 1s, "claire", "par courriel", {}}};
  return order;
}

std::string without(std::string text, const std::string& part, const std::string& instead = "") {
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), instead);
}

}  // namespace

TEST_CASE("an order comes back as it was written") {
  const auto text = write_order(sample());
  CHECK(text.ends_with("}\n"));
  CHECK(text.find("\n  \"history\": [") != std::string::npos);
  const auto order = read_order(text, "order.json");
  REQUIRE(order);
  CHECK(write_order(*order) == text);
  CHECK(order->site_name == "CENTRE HOSPITALIER \"Été\"");
  CHECK(order->environment == model::Environment::rehearsal);
  CHECK(order->certificate_ends_on == 2029y / 11 / 22);
  CHECK(order->renews == "dd");
  REQUIRE(order->history.size() == 2);
  CHECK(format_instant(order->history[1].at) == "2026-11-23T01:01:02Z");
  CHECK(order->history[1].note == "par courriel");
}

TEST_CASE("a damaged order says so, with file and place") {
  const auto text = write_order(sample());
  const std::string damaged[] = {"",
                                 "{",
                                 "[]",
                                 "null",
                                 text.substr(0, text.size() / 2),
                                 without(text, "\"state\": \"delivered\",", ""),
                                 without(text, "\"version\": 1", "\"version\": \"1\""),
                                 without(text, "\"SIGN\"", "\"SIGNE\""),
                                 without(text, "2029-11-22", "2029-02-30"),
                                 without(text, "T01:01:01Z", "T25:01:01Z"),
                                 without(text, "\"key_encrypted\": true", "\"key_encrypted\": 1"),
                                 std::string(100'000, '['),
                                 std::string("\x89PNG\r\n\x1a\n\0\0", 10)};
  for (const auto& bad : damaged) {
    INFO(bad.substr(0, 300));
    const auto order = read_order(bad, "w/010/SIGN/order.json");
    REQUIRE_FALSE(order);
    CHECK(order.error().id == "ORDER-DAMAGED");
    CHECK(order.error().kind == ErrorKind::input);
    CHECK(order.error().args.front().value == "w/010/SIGN/order.json");
    CHECK_FALSE(order.error().causes.empty());
  }
}

TEST_CASE("an order of a newer program is not read; unknown keys are") {
  const auto text = write_order(sample());
  const auto newer = read_order(without(text, "\"version\": 1", "\"version\": 2"), "o.json");
  REQUIRE_FALSE(newer);
  CHECK(newer.error().id == "ORDER-VERSION");
  CHECK(read_order(without(text, "\"site\"", "\"later\": [], \"site\""), "o.json"));
}

TEST_CASE("a journal entry is one line, and leaves out what is empty") {
  model::JournalEntry entry;
  entry.at = start_of(2026y / 11 / 23);
  entry.act = "csr";
  CHECK(documents::write_journal_entry(entry) ==
        "{\"at\":\"2026-11-23T00:00:00Z\",\"act\":\"csr\"}\n");
  entry.by = "line\nbreak";
  entry.file = "caf\xE9.pem";
  entry.site = "été";
  entry.note = "why";
  CHECK(documents::write_journal_entry(entry) ==
        "{\"at\":\"2026-11-23T00:00:00Z\",\"by\":\"line\\nbreak\",\"act\":\"csr\",\"site\":\"été\","
        "\"file\":\"caf\uFFFD.pem\",\"note\":\"why\"}\n");
}
