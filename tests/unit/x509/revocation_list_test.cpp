#include "dmp/x509/revocation_list.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "helpers.hpp"
#include "registrar.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

const std::string kRevoked = "260301000000Z,keyCompromise";
const std::string kHeld = "260301000000Z,certificateHold";
const std::string kFreshest = "freshestCRL=URI:http://x/delta\n";
/// A delta to the list with number 1.
const std::string kDelta = "2.5.29.27=critical,DER:020101\n";

}  // namespace

TEST_CASE("of several lists the newest valid one decides, and an older revocation stands") {
  Registrar made;
  CHECK(made.verdict({{}}) == "good");
  CHECK(made.verdict({{.revoked = kRevoked}}) == "revoked keyCompromise");
  CHECK(made.verdict({{.revoked = "260301000000Z"}}) == "revoked unspecified");
  CHECK(made.verdict({{}, {.from = "20260401", .revoked = kRevoked}}) == "revoked keyCompromise");
  CHECK(made.verdict({{.revoked = kRevoked}, {.from = "20260401"}}) == "revoked keyCompromise");
  // out of date, beside a valid one or alone
  const Wanted stale{.to = "20260501", .revoked = kRevoked};
  CHECK(made.verdict({stale}) == "revoked keyCompromise");
  CHECK(made.verdict({stale, {.from = "20260401"}}) == "revoked keyCompromise");
  CHECK(made.verdict({{.to = "20260501"}}) == "CRL-STALE");
  CHECK(made.verdict({{.to = "20260501"}, {}}) == "good");
}

TEST_CASE("a hold lasts until a newer valid list, or a delta, has it no more") {
  Registrar made;
  const Wanted held{.from = "20260302", .revoked = kHeld};
  CHECK(made.verdict({held}) == "revoked certificateHold");
  CHECK(made.verdict({held, {.from = "20260401"}}) == "good");
  CHECK(made.verdict({held, {.from = "20260201"}}) == "revoked certificateHold");
  // what is newer is no longer valid, or not from this authority
  CHECK(made.verdict({held, {.from = "20260401", .to = "20260501"}}) == "revoked certificateHold");
  CHECK(made.verdict({held, {.from = "20260401", .signer = "twin"}}) == "revoked certificateHold");
  const Wanted base{.from = "20260302", .revoked = kHeld, .extensions = kFreshest};
  const Wanted delta{.from = "20260401",
                     .revoked = "260301000000Z,removeFromCRL",
                     .extensions = kDelta,
                     .number = 2};
  CHECK(made.verdict({base, delta}) == "good");
}

TEST_CASE("a delta is applied to its base and is no list by itself") {
  Registrar made;
  const Wanted base{.from = "20260201"};
  const Wanted announcing{.from = "20260201", .extensions = kFreshest};
  Wanted delta{.from = "20260401", .revoked = kRevoked, .extensions = kDelta, .number = 2};
  CHECK(made.verdict({announcing, delta}) == "revoked keyCompromise");
  CHECK(made.verdict({base, delta}) == "revoked keyCompromise");
  CHECK(made.verdict({delta}) == "revoked keyCompromise");
  delta.revoked.clear();
  CHECK(made.verdict({delta}) == "CRL-PARTIAL");
  CHECK(made.verdict({announcing, delta}) == "good");
  // the newest of several
  Wanted later = delta;
  later.from = "20260501";
  later.number = 3;
  later.revoked = kRevoked;
  CHECK(made.verdict({announcing, delta, later}) == "revoked keyCompromise");
  // one makes an old base recent; one that is out of date itself leaves it as it is
  Wanted old = announcing;
  old.to = "20260501";
  CHECK(made.verdict({old}) == "CRL-STALE");
  CHECK(made.verdict({old, delta}) == "good");
  delta.to = "20260501";
  CHECK(made.verdict({announcing, delta}) == "good");
  CHECK(made.verdict({old, delta}) == "CRL-STALE");
  // nobody else's
  delta.revoked = kRevoked;
  delta.signer = "twin";
  CHECK(made.verdict({base, delta}) == "good");
}

TEST_CASE("a list whose announced changes were not at hand says so") {
  Registrar made;
  const auto without = [&](const std::vector<Wanted>& lists) {
    const auto answer = made.find(lists);
    REQUIRE(answer);
    CHECK_FALSE(answer->revoked);
    return answer->without_delta;
  };
  const Wanted announcing{.from = "20260201", .extensions = kFreshest};
  Wanted delta{.from = "20260401", .extensions = kDelta, .number = 2};
  CHECK(without({{}}).empty());
  CHECK_FALSE(without({announcing}).empty());
  CHECK(without({announcing, delta}).empty());
  delta.to = "20260501";  // no longer valid
  CHECK_FALSE(without({announcing, delta}).empty());
}

TEST_CASE("a list signed by another key of the same name is passed over") {
  Registrar made;
  const Wanted forged{.from = "20260401", .revoked = kRevoked, .signer = "twin"};
  CHECK(made.verdict({forged}) == "CRL-SIGNATURE");
  CHECK(made.verdict({forged, {}}) == "good");
  CHECK(made.verdict({{.revoked = kRevoked}, {.from = "20260401", .signer = "twin"}}) ==
        "revoked keyCompromise");
}

TEST_CASE("an authority without the right to sign lists has none") {
  Registrar made("keyCertSign");
  CHECK(made.verdict({{}}) == "CRL-KEY-USAGE");
  CHECK(made.verdict({{.revoked = kRevoked}}) == "CRL-KEY-USAGE");
  CHECK(made.verdict({{.revoked = kRevoked, .extensions = kDelta}}) == "CRL-PARTIAL");
}

TEST_CASE("what a list does not tell of counts as no answer, marked critical or not") {
  Registrar made;
  const auto part = [](const std::string& value, const std::string& critical) {
    return Wanted{.extensions = "issuingDistributionPoint=" + critical + "@idp\n[idp]\n" + value};
  };
  for (const std::string critical : {"", "critical,"}) {
    INFO(critical);
    CHECK(made.verdict({part("onlyCA=TRUE", critical)}) == "CRL-PARTIAL");
    CHECK(made.verdict({part("onlyuser=TRUE", critical)}) == "good");
    CHECK(made.verdict({part("onlyAA=TRUE", critical)}) == "CRL-PARTIAL");
    CHECK(made.verdict({part("fullname=URI:http://x/other", critical)}) == "CRL-PARTIAL");
    CHECK(made.verdict({part("indirectCRL=TRUE", critical)}) == "good");
    const auto some = part("onlysomereasons=keyCompromise,CACompromise", critical);
    CHECK(made.verdict({some}) == "CRL-PARTIAL");
    CHECK(made.verdict({some, {}}) == "good");
    const auto others = part(
        "onlysomereasons=affiliationChanged,superseded,cessationOfOperation,certificateHold,"
        "privilegeWithdrawn,AACompromise",
        critical);
    CHECK(made.verdict({some, others}) == "good");
    auto revoking = some;
    revoking.revoked = kRevoked;
    CHECK(made.verdict({revoking, others}) == "revoked keyCompromise");
    CHECK(made.verdict({revoking}) == "revoked keyCompromise");
  }
  const Wanted strange{.revoked = kRevoked, .extensions = "1.2.3.4=critical,DER:0500"};
  CHECK(made.verdict({strange}) == "CRL-PARTIAL");
  CHECK(made.verdict({strange, {}}) == "good");
}

TEST_CASE("a list of later says what was revoked by the moment that is asked about") {
  Registrar made;
  const Wanted later{.from = "20260601", .revoked = kRevoked};
  CHECK(made.verdict({later}, "2026-04-01") == "revoked keyCompromise");
  CHECK(made.verdict({later}, "2026-02-01") == "CRL-NOT-YET");
  CHECK(made.verdict({later, {}}, "2026-02-01") == "good");
  CHECK(made.verdict({later, {}}, "2026-04-01") == "revoked keyCompromise");
}

TEST_CASE("every list of a file is read, and nothing else counts as one") {
  Registrar made;
  const auto two =
      made.make({}) + "between\n" + made.make({.from = "20260401", .revoked = kRevoked});
  const auto lists = x509::RevocationList::read(as_bytes(two), "two.pem");
  REQUIRE(lists);
  REQUIRE(lists->size() == 2);
  CHECK(x509::find_revocation(*lists, {made.chain}, at("2026-06-01"))->revoked);
  TemporaryFolder folder;
  spill(folder / "list.pem", made.make({.revoked = kRevoked}));
  shell(folder.path(), "openssl crl -in list.pem -outform DER -out list.der");
  auto undated = slurp(folder / "list.der");
  const auto date = undated.find("260301000000Z");
  REQUIRE(date != std::string::npos);
  undated.replace(date, 13, "2603010000.0Z");
  for (const auto& bad :
       {undated, std::string(), std::string("x"), two + "-----BEGIN X509 CRL-----\nMA==\n",
        two + "-----BEGIN X509 CRL-----\nMA==\n-----END X509 CRL-----\n"}) {
    const auto none = x509::RevocationList::read(as_bytes(bad), "bad.pem");
    REQUIRE_FALSE(none);
    CHECK(none.error().id == "CRL-UNREADABLE");
    CHECK(value_of(none.error().args, "file") == "bad.pem");
  }
}

TEST_CASE("lists that went wrong: the newer one revokes, whatever comes first") {
  const auto folder = shared_data("faults");
  if (folder.empty()) {
    return;
  }
  const std::vector chain = {load(folder / "revoked-leaf.pem"), load(folder / "authority.pem")};
  std::vector<x509::RevocationList> lists;
  for (const auto* name : {"older.crl", "newer-revokes.crl"}) {
    const auto read = x509::RevocationList::read(as_bytes(slurp(folder / name)), name);
    REQUIRE(read);
    lists.push_back(read->front());
  }
  CHECK(x509::find_revocation(lists, {chain}, at("2026-11-29"))->revoked);
  std::ranges::reverse(lists);
  CHECK(x509::find_revocation(lists, {chain}, at("2026-11-29"))->revoked);
}
