// The official file: what a template takes, and what hostile ones come to.
// tests/cli/form413_template.bats fills whole forms and reads them back by other programs.

#include <iostream>
#include <random>

#include "dmp/form413/template.hpp"
#include "sample.hpp"

namespace dmp::form413::test {
namespace {

/// The three templates of tests/support, made once.
const TemporaryFolder& templates() {
  static const TemporaryFolder folder;
  static const auto made = output(std::string(DMP_SOURCE_DIR) + "/tests/support/form-templates.py '" +
                                  folder.path().string() + "'");
  return folder;
}

Bytes template_of(const std::string& name) {
  const auto text = slurp(templates() / name);
  const auto bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

std::vector<Field> complete_fields() {
  const auto dossier = complete_dossier();
  return fields(dossier, dossier.establishments.front(), edition());
}

/// fields_of lists the fields of a PDF that has to be fit for it.
std::vector<PdfField> fields_of(const Bytes& pdf) {
  auto listed = list_fields({pdf, "form.pdf"});
  REQUIRE(listed);
  return *listed;
}

Result<Bytes> filled(const Bytes& pdf, const model::FormMap& map, const std::vector<Field>& values,
                     bool flatten = false) {
  return fill_template({{pdf, "form.pdf"}, map, values, flatten, kToday});
}

model::FormMap map_of(const Bytes& pdf) { return proposed_map(fields_of(pdf)); }

TEST_CASE("accents, œ, € and ’ come back from a filled and a flattened form") {
  const std::string name = GENERATE("reportlab.pdf", "hand.pdf");
  const bool flatten = GENERATE(false, true);
  const auto pdf = template_of(name);
  const auto map = map_of(pdf);
  const auto values = complete_fields();
  const auto made = filled(pdf, map, values, flatten);
  INFO(name << (made ? "" : " " + made.error().id));
  REQUIRE(made);
  CHECK(*made == *filled(pdf, map, values, flatten));
  CHECK(made->size() < 150'000);
  const auto places = flatten ? *places_of({pdf, name}, map) : map;
  const auto read = read_form({*made, "made.pdf"}, places);
  REQUIRE(read);
  for (const auto& one : *read) {
    const auto meant = std::find_if(values.begin(), values.end(),
                                    [&one](const Field& field) { return field.id == one.id; });
    INFO(one.id << " " << one.value);
    CHECK(same_value(meant == values.end() ? std::string() : meant->value, one.value));
  }
}

TEST_CASE("a drawn form of any number of administrators is read by where we draw") {
  auto dossier = complete_dossier();
  for (int i = 0; i < 40; ++i) {
    const auto id = "more-" + std::to_string(i);
    dossier.administrators.push_back(
        administrator(id, "NOM" + std::to_string(i), "Prénom", std::to_string(2600400000 + i)));
    dossier.establishments.front().administrators.push_back(id);
  }
  const auto pdf = draw(dossier, dossier.establishments.front(), edition(), kToday);
  REQUIRE(pdf);
  std::size_t administrators = 0;
  REQUIRE(*is_drawn({*pdf, "form.pdf"}, administrators));
  CHECK(administrators >= 42);
  const auto read = read_form({*pdf, "form.pdf"}, drawn_map(administrators));
  REQUIRE(read);
  for (const auto& field : fields(dossier, dossier.establishments.front(), edition())) {
    const auto found = std::find_if(read->begin(), read->end(),
                                    [&field](const ReadValue& one) { return one.id == field.id; });
    if (!field.value.empty()) {
      REQUIRE(found != read->end());
      INFO(field.id << " " << found->value);
      CHECK(same_value(field.value, found->value));
    }
  }
}

TEST_CASE("what the mapping asks for and the PDF or the form lacks is named") {
  const auto pdf = template_of("hand.pdf");
  auto map = map_of(pdf);
  const auto values = complete_fields();
  const auto refused = [&] {
    const auto made = filled(pdf, map, values);
    REQUIRE_FALSE(made);
    return made.error();
  };
  SECTION("a field") {
    map.places.front().field = "nothing";
    CHECK(refused().id == "FORM-MAP-FIELD");
  }
  SECTION("a value") {
    map.places.front().id = "structure.nothing";
    CHECK(refused().id == "FORM-TEMPLATE-UNMAPPED");
    map.places.push_back(map_of(pdf).places.front());
    CHECK(refused().id == "FORM-MAP-ID");
  }
  SECTION("a place for a value") {
    std::erase_if(map.places, [](const auto& place) { return place.id == "signatory.email"; });
    const auto error = refused();
    CHECK(error.id == "FORM-TEMPLATE-UNMAPPED");
    CHECK(error.args.front().value == "signatory.email");
  }
  SECTION("a page") {
    model::FormPlace place;
    place.id = "signatory.email";
    place.page = 2;
    place.width = place.height = 20;
    map.places.push_back(place);
    CHECK(refused().id == "FORM-MAP-PLACE");
  }
}

TEST_CASE("a choice that the list does not have, a character that the font lacks") {
  const auto pdf = template_of("reportlab.pdf");
  const auto map = map_of(pdf);
  auto values = complete_fields();
  const auto at = [&values](std::string_view id) {
    return std::find_if(values.begin(), values.end(), [id](const Field& f) { return f.id == id; });
  };
  SECTION("choice") {
    at("usage.statement")->value = "Autre";
    CHECK(filled(pdf, map, values).error().id == "FORM-TEMPLATE-CHOICE");
  }
  SECTION("character") {
    at("signatory.family_name")->value = "🏥";
    CHECK(filled(pdf, map, values).error().id == "PDF-GLYPH");
  }
  SECTION("comb") {
    at("structure.finess")->value = "0100000241";
    CHECK(filled(pdf, map, values).error().id == "PDF-TOO-LONG");
  }
}

/// Changes some bytes, cuts a piece out, puts one in twice, or ends the file early.
Bytes mutated(Bytes pdf, std::mt19937& random) {
  const auto place = [&] { return random() % pdf.size(); };
  switch (random() % 4) {
    case 0:
      for (auto count = 1 + random() % 20; count > 0; --count) {
        pdf[place()] = static_cast<std::uint8_t>(random());
      }
      break;
    case 1:
      pdf.resize(1 + place());
      break;
    case 2: {
      const auto from = place();
      const auto size = std::min<std::size_t>(random() % 400, pdf.size() - from);
      const Bytes piece(pdf.begin() + static_cast<std::ptrdiff_t>(from),
                        pdf.begin() + static_cast<std::ptrdiff_t>(from + size));
      pdf.insert(pdf.begin() + static_cast<std::ptrdiff_t>(place()), piece.begin(), piece.end());
      break;
    }
    default:  // A number becomes another one: references, lengths, boxes.
      for (auto count = 0; count < 3; ++count) {
        auto at = place();
        while (at < pdf.size() && (pdf[at] < '0' || pdf[at] > '9')) {
          ++at;
        }
        if (at < pdf.size()) {
          pdf[at] = static_cast<std::uint8_t>('0' + random() % 10);
        }
      }
  }
  return pdf;
}

TEST_CASE("damaged and hostile files end in an error or in a form, never in a crash") {
  const auto seed = std::random_device{}();
  std::cout << "seed of the mutations: " << seed << "\n";
  std::mt19937 random(seed);
  const auto values = complete_fields();
  int refused = 0;
  for (const std::string name : {"reportlab.pdf", "hand.pdf", "flat.pdf"}) {
    const auto pdf = template_of(name);
    const auto map = map_of(pdf);
    for (int i = 0; i < 120; ++i) {
      const auto hostile = mutated(pdf, random);
      const auto listed = list_fields({hostile, name});
      const auto made = filled(hostile, map, values, i % 2 == 0);
      const auto read = read_form({hostile, name}, map);
      refused += listed && made && read ? 0 : 1;
    }
  }
  CHECK(refused > 50);
}

TEST_CASE("limits hold") {
  const auto pdf = template_of("hand.pdf");
  PdfLimits limits;
  std::string id = "FORM-PDF-DAMAGED";
  SECTION("bytes") {
    limits.bytes = pdf.size() - 1;
    id = "FORM-PDF-TOO-LARGE";
  }
  SECTION("pages") { limits.pages = 0; }
  SECTION("fields") { limits.fields = 3; }
  SECTION("content") { limits.content = 100; }
  SECTION("operators") { limits.operators = 10; }
  const auto listed = list_fields({pdf, "form.pdf", limits});
  REQUIRE_FALSE(listed);
  CHECK(listed.error().id == id);
}

}  // namespace
}  // namespace dmp::form413::test
