#include <string>

#include "dmp/files/archive.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::files;
using dmp::test::Rehearsal;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

/// Has Python pack an archive with what `body` writes to `z`.
std::string packed(const TemporaryFolder& base, const std::string& body) {
  const auto path = base / "made.zip";
  const auto script = base / "pack.py";
  spill(
      script,
      "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:\n " +
          body + "\n");
  Rehearsal::sh("python3 " + Rehearsal::quoted(script) + " " + Rehearsal::quoted(path));
  return slurp(path);
}

std::string id_of(const std::string& content) {
  const auto read = read_archive(as_bytes(content), "made.zip");
  return read ? "" : read.error().id;
}

}  // namespace

TEST_CASE("an archive gives its files, whatever their names") {
  const TemporaryFolder base;
  const auto content = packed(
      base,
      "[z.writestr(n, n.upper()) for n in ('a.cer', 'dossier/', 'dossier/\xC3\xA9t\xC3\xA9.p12', "
      "'../../etc/passwd', '__MACOSX/a.cer', 'x/.DS_Store')]");
  REQUIRE(is_archive(as_bytes(content)));
  const auto members = read_archive(as_bytes(content), "made.zip");
  REQUIRE(members);
  REQUIRE(members->size() == 3);
  CHECK((*members)[0].name == "a.cer");
  CHECK(as_text((*members)[0].content) == "A.CER");
  CHECK((*members)[1].name == "dossier/\xC3\xA9t\xC3\xA9.p12");
  CHECK((*members)[2].name == "../../etc/passwd");
}

TEST_CASE("archives that are damaged, encrypted or too large are refused") {
  const TemporaryFolder base;
  const auto good = packed(base, "z.writestr('a.cer', 'x' * 1000)");
  CHECK(id_of(good).empty());
  for (const auto size : {std::size_t{4}, std::size_t{40}, good.size() / 2, good.size() - 1}) {
    CHECK(id_of(good.substr(0, size)) == "ARCHIVE-UNREADABLE");
  }
  auto changed = good;
  changed[37] = static_cast<char>(changed[37] ^ 0x55);  // In the compressed content.
  CHECK(id_of(changed) == "ARCHIVE-UNREADABLE");
  // The flag of encryption, in both headers.
  auto locked = good;
  locked[6] = static_cast<char>(locked[6] | 1);
  const auto central = locked.find("PK\x01\x02");
  locked[central + 8] = static_cast<char>(locked[central + 8] | 1);
  CHECK(id_of(locked) == "ARCHIVE-ENCRYPTED");
  CHECK(id_of(packed(base, "[z.writestr(str(n), '') for n in range(1001)]")) ==
        "ARCHIVE-TOO-LARGE");
  CHECK(id_of(packed(base, "[z.writestr(str(n), bytes(1 << 24)) for n in range(5)]")) ==
        "ARCHIVE-TOO-LARGE");
}
