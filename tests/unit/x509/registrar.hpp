#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/x509/revocation_list.hpp"
#include "helpers.hpp"
#include "support/catalogue.hpp"

namespace dmp::test {

inline Instant at(const char* day) { return start_of(*parse_date(day)); }

/// Wanted is a list as `openssl ca` is to make it.
struct Wanted {
  std::string from = "20260101";  ///< Days, from the start of one to that of the other.
  std::string to = "20270101";
  std::string revoked =
      {};  ///< Of the leaf, e.g. "260301000000Z,keyCompromise"; empty: not listed.
  std::string extensions = {};  ///< Lines of openssl's configuration.
  std::string signer = "root";
  int number = 1;
};

/// Registrar is a root with a leaf, and another root of the same name, made by the openssl command.
class Registrar {
 public:
  explicit Registrar(const std::string& usage = "keyCertSign,cRLSign") {
    spill(folder_ / "x.cnf",
          "[req]\ndistinguished_name=dn\n[dn]\n"
          "[root]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical," +
              usage +
              "\n"
              "[leaf]\nkeyUsage=critical,digitalSignature\n");
    for (const std::string name : {"root", "twin"}) {
      shell(folder_.path(),
            key(name) + " -subj /CN=Root -days 9000 -out " + name + ".pem -extensions root");
    }
    shell(folder_.path(), key("leaf") +
                              " -subj /CN=Leaf -days 8000 -out leaf.pem -extensions leaf "
                              "-CA root.pem -CAkey root.key -set_serial 77");
    chain = {load(folder_ / "leaf.pem"), load(folder_ / "root.pem")};
  }

  /// The list as PEM.
  std::string make(const Wanted& wanted) {
    const auto name = "list" + std::to_string(++count_);
    write_index(wanted.revoked);
    spill(folder_ / "number", (wanted.number < 16 ? "0" : "") + hex(wanted.number) + "\n");
    spill(folder_ / "ca.cnf",
          "[ca]\ndefault_ca=own\n[own]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\n"
          "crl_extensions=list\n[list]\n" +
              wanted.extensions + "\n");
    shell(folder_.path(), "openssl ca -config ca.cnf -gencrl -cert " + wanted.signer +
                              ".pem -keyfile " + wanted.signer + ".key -crl_lastupdate " +
                              wanted.from + "000000Z -crl_nextupdate " + wanted.to +
                              "000000Z -out " + name);
    return slurp(folder_ / name);
  }

  /// The answer by several lists on the first of June.
  Result<x509::Revocation> find(const std::vector<Wanted>& wanted) {
    std::vector<x509::RevocationList> lists;
    for (const auto& each : wanted) {
      const auto read = x509::RevocationList::read(as_bytes(make(each)), "list.pem");
      REQUIRE(read);
      lists.insert(lists.end(), read->begin(), read->end());
    }
    return x509::find_revocation(lists, {chain}, at("2026-06-01"));
  }

  /// The verdict on several lists, which is the same in every order: "good", "revoked" with its
  /// reason, or the error.
  std::string verdict(const std::vector<Wanted>& wanted, const char* day = "2026-06-01") {
    std::vector<x509::RevocationList> lists;
    for (const auto& each : wanted) {
      const auto read = x509::RevocationList::read(as_bytes(make(each)), "list.pem");
      REQUIRE(read);
      lists.insert(lists.end(), read->begin(), read->end());
    }
    const auto first = ask(lists, day);
    std::ranges::reverse(lists);
    CHECK(ask(lists, day) == first);
    return first;
  }

  /// The answer to an OCSP request that was made for the leaf: bytes in DER.
  std::string answer(ByteView request, const std::string& revoked, const std::string& options) {
    write_index(revoked);
    spill(folder_ / "request", std::string(as_text(request)));
    shell(folder_.path(),
          "openssl ocsp -index index -CA root.pem -rsigner root.pem -rkey root.key "
          "-reqin request -respout response " +
              options);
    return slurp(folder_ / "response");
  }

  std::vector<x509::Certificate> chain;  ///< Leaf and root.
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return folder_ / name;
  }

 private:
  void write_index(const std::string& revoked) {
    spill(folder_ / "index", revoked.empty()
                                 ? "V\t490101000000Z\t\t4D\tunknown\t/CN=Leaf\n"
                                 : "R\t490101000000Z\t" + revoked + "\t4D\tunknown\t/CN=Leaf\n");
  }
  static std::string key(const std::string& name) {
    return "openssl req -x509 -config x.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
           "-keyout " +
           name + ".key";
  }
  static std::string hex(int number) {
    std::ostringstream out;
    out << std::hex << number;
    return out.str();
  }
  std::string ask(const std::vector<x509::RevocationList>& lists, const char* day) {
    const auto answer = x509::find_revocation(lists, {chain}, at(day));
    if (!answer) {
      CHECK(catalogue().find(answer.error().id) != nullptr);
      return answer.error().id;
    }
    return answer->revoked ? "revoked " + answer->reason : "good";
  }

  TemporaryFolder folder_;
  int count_ = 0;
};

}  // namespace dmp::test
