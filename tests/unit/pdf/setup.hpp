#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "dmp/pdf/drawing.hpp"
#include "support/catalogue.hpp"
#include "support/fixture.hpp"

namespace dmp::pdf::test {

using dmp::test::run;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

inline Information information() {
  return {"Titre — œuvre", "Sujet", *parse_instant("2026-11-23T10:11:12Z")};
}

/// A text in a box of the page's width.
inline Text line(const std::string& text, double y = 50, double height = 20) {
  return {{kLeft, y, kWidth, height}, text, "Nom"};
}

inline std::vector<Page> page_of(const Item& item) { return {Page{item}}; }

/// The error of a page with that item.
inline Error error_of(const Item& item) {
  const auto drawn = draw_pages(page_of(item), information());
  REQUIRE_FALSE(drawn);
  return drawn.error();
}

inline std::string argument(const Error& error, const std::string& name) {
  const auto found = std::ranges::find(error.args, name, &Arg::name);
  return found == error.args.end() ? "" : found->value;
}

/// made draws the pages into a file.
inline std::filesystem::path made(const TemporaryFolder& folder, const std::vector<Page>& pages) {
  const auto pdf = draw_pages(pages, information());
  if (!pdf) {
    FAIL(in_english().text(pdf.error().id, pdf.error().args));
  }
  const auto path = folder / "pages.pdf";
  spill(path, std::string(as_text(*pdf)));
  return path;
}

/// output runs a command that has to succeed.
inline std::string output(const std::string& command) {
  std::string text;
  INFO(command);
  const int status = run(command, &text);
  INFO(text);
  REQUIRE(status == 0);
  return text;
}

inline std::string text_of(const std::filesystem::path& pdf) {
  return output("pdftotext -layout '" + pdf.string() + "' -");
}

}  // namespace dmp::pdf::test
