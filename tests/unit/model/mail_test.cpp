// Drafts of mails; tests/cli/contract_request.bats reads them with a parser that is not ours.

#include "dmp/model/mail.hpp"

#include "support/catch.hpp"

using namespace dmp;
using namespace std::chrono_literals;
using model::to_eml;

namespace {

model::Mail plain() {
  return {{"DSI", "dsi@example.fr"},
          {"", "client@example.fr"},
          "Contrats",
          "Bonjour,\n\nFin.\n",
          2026y / 11 / 23};
}

std::string header(const std::string& eml, const std::string& name) {
  const auto at = eml.find("\r\n" + name + ": ");
  REQUIRE(at != std::string::npos);
  return eml.substr(at + name.size() + 4, eml.find("\r\n", at + 2) - at - name.size() - 4);
}

}  // namespace

TEST_CASE("A mail in ASCII is readable as it is") {
  CHECK(to_eml(plain()) ==
        "From: \"DSI\"\r\n <dsi@example.fr>\r\nTo: <client@example.fr>\r\nSubject: Contrats\r\n"
        "Date: Mon, 23 Nov 2026 00:00:00 +0000\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\nBonjour,\r\n\r\nFin.\r\n");
}

TEST_CASE("No value can add a header or end a quoted name") {
  auto mail = plain();
  mail.subject = "x\r\nBcc: thief@example.fr";
  mail.from.name = "a\" <thief@example.fr>, \"b";
  mail.to.address = "client@example.fr\nBcc: thief@example.fr";
  const auto eml = to_eml(mail);
  CHECK(eml.find("\nBcc") == std::string::npos);
  CHECK(header(eml, "Subject") == "x  Bcc: thief@example.fr");
  CHECK(eml.starts_with("From: \"a\\\" <thief@example.fr>, \\\"b\"\r\n <dsi@example.fr>\r\n"));
}

TEST_CASE("Lines stay within the limits of mail, however long and accented the text") {
  auto mail = plain();
  for (int i = 0; i < 400; ++i) {
    mail.subject += "é";
    mail.body += "œuvre ";
  }
  mail.body += "= \n";
  const auto eml = to_eml(mail);
  std::size_t start = 0;
  while (start < eml.size()) {
    const auto end = eml.find("\r\n", start);
    REQUIRE(end != std::string::npos);
    CHECK(end - start <= 78);
    CHECK((end == start || eml[end - 1] != ' '));
    start = end + 2;
  }
  for (const char c : eml) {
    CHECK((c == '\r' || c == '\n' || (c >= ' ' && c <= '~')));
  }
}

TEST_CASE("Day and attachments are read back as they were written") {
  auto mail = plain();
  const auto day = GENERATE(2026y / 11 / 3, 2027y / 1 / 31, 2028y / 9 / 30);
  mail.date = day;
  CHECK(model::read_back(to_eml(mail))->date == day);
  CHECK(model::read_back(to_eml(mail))->attachments.empty());
  for (const std::size_t size : {0U, 1U, 2U, 3U, 57U, 1000U}) {
    Bytes content(size);
    for (std::size_t i = 0; i < size; ++i) {
      content[i] = static_cast<std::uint8_t>(i * 7 + size);
    }
    mail.attachments.push_back(
        {"form-" + std::to_string(size) + ".pdf", "application/pdf", content});
  }
  const auto sent = model::read_back(to_eml(mail));
  REQUIRE(sent);
  REQUIRE(sent->attachments.size() == mail.attachments.size());
  for (std::size_t i = 0; i < mail.attachments.size(); ++i) {
    CHECK(sent->attachments[i].name == mail.attachments[i].name);
    CHECK(sent->attachments[i].media_type == mail.attachments[i].media_type);
    CHECK(sent->attachments[i].content == mail.attachments[i].content);
  }
  for (const auto* none : {"", "Date: ", "\r\nDate: Mon", "x\r\nDate: Mon, 23 Xyz 2026 00:00"}) {
    CHECK_FALSE(model::read_back(none));
  }
}

TEST_CASE("Attachments follow the text, in lines of 76 characters") {
  auto mail = plain();
  mail.cc = {{"Zoé", "zoe@example.fr"}, {"", "other@example.fr"}};
  for (const std::size_t size : {0U, 1U, 2U, 3U, 56U, 57U, 58U}) {
    mail.attachments = {{"form.pdf", "application/pdf", Bytes(size, 0xFF)}};
    const auto eml = to_eml(mail);
    const auto at = eml.find("base64\r\n\r\n");
    REQUIRE(at != std::string::npos);
    const auto body = eml.substr(at + 10, eml.find("--=_dmpcert_part--") - at - 10);
    CHECK(std::count_if(body.begin(), body.end(), [](char c) { return c > ' '; }) ==
          static_cast<std::ptrdiff_t>((size + 2) / 3 * 4));
    CHECK(std::count(body.begin(), body.end(), '\n') ==
          static_cast<std::ptrdiff_t>((size + 56) / 57));
  }
  CHECK(
      to_eml(mail).find("Cc: =?UTF-8?Q?Zo=C3=A9?=\r\n <zoe@example.fr>,\r\n <other@example.fr>") !=
      std::string::npos);
  mail.attachments.front().name = "été \".pdf";
  CHECK(to_eml(mail).find("filename*=UTF-8''%C3%A9t%C3%A9%20%22.pdf\r\n") != std::string::npos);
}
