#include "dmp/csr/orders.hpp"

#include "dmp/files/lock.hpp"
#include "setup.hpp"

using namespace dmp;
using namespace dmp::test;
using model::OrderState;

namespace {

struct Marking : Bench {
  csr::MarkRequest mark{workspace(),
                        order("SIGN"),
                        OrderState::delivered,
                        "par courriel",
                        *parse_instant("2026-12-01T09:00:00Z"),
                        "claire"};
  Marking() { static_cast<void>(make(quick())); }

  [[nodiscard]] std::string refusal() const {
    const auto before = picture_of(workspace());
    const auto marked = csr::mark_order(mark);
    REQUIRE_FALSE(marked);
    CHECK((picture_of(workspace()) == before));
    return marked.error().id;
  }
};

}  // namespace

TEST_CASE("the orders of a workspace are listed, and one that is damaged hides no other") {
  const Marking bench;
  auto list = csr::list_orders(bench.workspace());
  REQUIRE(list.orders.size() == 2);
  CHECK(list.errors.empty());
  CHECK(list.orders[0].folder == bench.order("AUTH_CLI"));
  spill(bench.order("AUTH_CLI") / "order.json", "{");
  list = csr::list_orders(bench.workspace());
  REQUIRE(list.orders.size() == 1);
  CHECK(list.orders[0].order.usage == model::Usage::sign);
  REQUIRE(list.errors.size() == 1);
  CHECK(list.errors[0].id == "ORDER-DAMAGED");
  CHECK(csr::list_orders(bench.folder / "none").orders.empty());
}

TEST_CASE("what somebody tells of an order goes into its history, the journal and the index") {
  Marking bench;
  const auto marked = csr::mark_order(bench.mark);
  REQUIRE(marked);
  CHECK(marked->state == OrderState::delivered);
  const auto order = order_in(bench.order("SIGN"));
  REQUIRE(order.history.size() == 2);
  CHECK(order.history[1].note == "par courriel");
  CHECK(order.history[1].by == "claire");
  CHECK(format_instant(order.history[1].at) == "2026-12-01T09:00:00Z");
  const auto journal = slurp(bench.workspace() / "journal.jsonl");
  CHECK(journal.find("\"act\":\"delivered\"") != std::string::npos);
  CHECK(journal.find("\"note\":\"par courriel\"") != std::string::npos);
  CHECK(slurp(bench.workspace() / "index.csv").find("livrée") != std::string::npos);
  const auto before = picture_of(bench.workspace());
  CHECK(csr::mark_order(bench.mark));  // The same again changes nothing.
  CHECK((picture_of(bench.workspace()) == before));
  // A run that was killed left these, or did not come to that.
  spill(bench.workspace() / ".dmpcert-abcdef.tmp", "half an index");
  spill(bench.order("SIGN") / ".dmpcert-abcdef.tmp", "half an order");
  std::filesystem::remove(bench.workspace() / "index.csv");
  CHECK(csr::mark_order(bench.mark));
  CHECK((picture_of(bench.workspace()) == before));
  bench.mark.state = OrderState::revoked;
  CHECK(csr::mark_order(bench.mark));
  bench.mark.state = OrderState::superseded;
  CHECK(bench.refusal() == "CSR-MARK-STATE");
}

TEST_CASE("what cannot be marked is told apart") {
  Marking bench;
  SECTION("a state that does not follow") {
    bench.mark.state = OrderState::revoked;
    CHECK(bench.refusal() == "CSR-MARK-STATE");
  }
  SECTION("a folder without an order") {
    bench.mark.folder = bench.workspace();
    CHECK(bench.refusal() == "CSR-MARK-FOLDER");
    bench.mark.folder = bench.folder / "none";
    CHECK(bench.refusal() == "CSR-MARK-FOLDER");
  }
  SECTION("an order of another workspace") {
    bench.mark.workspace = bench.folder / "other";
    CHECK(bench.refusal() == "CSR-MARK-FOLDER");
  }
  SECTION("a damaged order") {
    spill(bench.order("SIGN") / "order.json", "[]");
    CHECK(bench.refusal() == "ORDER-DAMAGED");
  }
  SECTION("a workspace in use") {
    const auto lock = files::Lock::acquire(bench.workspace());
    REQUIRE(lock);
    CHECK(bench.refusal() == "FOLDER-LOCKED");
  }
  SECTION("a workspace of a newer program") {
    spill(bench.workspace() / "workspace-version", "7\n");
    CHECK(bench.refusal() == "WORKSPACE-VERSION");
  }
}

TEST_CASE("the index is a table that Python's csv reads, with what to type and what to upload") {
  Bench bench;
  bench.dossier.establishments[0].name = "CENTRE \"A\"; B";
  static_cast<void>(bench.make(bench.quick()));
  const auto rows = output_of(
      "python3 -c 'import csv,sys; "
      "rows=list(csv.DictReader(open(sys.argv[1],encoding=\"utf-8-sig\","
      "newline=\"\"),delimiter=\";\")); [print(r[\"Site\"],r[\"Établissement\"],r[\"FINESS\"],"
      "r[\"Service applicatif\"],r[\"Fichier à déposer\"],sep=\"|\") for r in rows]' " +
      quoted(bench.workspace() / "index.csv"));
  CHECK(
      rows ==
      "fleyriat|CENTRE \"A\"; B|'010000024|DMP AUTHENTIFICATION|./010000024/AUTH_CLI/request.csr\n"
      "fleyriat|CENTRE \"A\"; B|'010000024|DMP SIGNATURE|./010000024/SIGN/request.csr\n");
  const auto path = bench.workspace() / "index.csv";
  const auto time = std::filesystem::last_write_time(path);
  static_cast<void>(bench.make(bench.quick()));
  CHECK(std::filesystem::last_write_time(path) == time);
}
