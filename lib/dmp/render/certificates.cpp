#include "dmp/render/certificates.hpp"

#include "dmp/model/certificate_rank.hpp"
#include "dmp/render/ranked.hpp"
#include "dmp/render/words.hpp"

namespace dmp::render {
namespace {

Colour colour_of(model::CertificateStatus status) {
  switch (status) {
    case model::CertificateStatus::expired:
    case model::CertificateStatus::revoked:
    case model::CertificateStatus::missing:
      return Colour::red;
    case model::CertificateStatus::expiring:
    case model::CertificateStatus::not_yet_valid:
      return Colour::yellow;
    case model::CertificateStatus::valid:
    case model::CertificateStatus::superseded:
      return Colour::none;
  }
  return Colour::none;
}

}  // namespace

std::string certificates_to_text(const std::vector<model::CertificateRow>& rows,
                                 const TextStyle& style) {
  if (rows.empty()) {
    return {};
  }
  Table table(style.wording, {{"ends-on"},
                              {"days-left", true},
                              {"status"},
                              {"usage", false, Fit::whole, 2},
                              {"environment", false, Fit::whole, 5},
                              {"structure", false, Fit::whole, 3},
                              {"service", false, Fit::head, 4},
                              {"source", false, Fit::tail}});
  for (const auto* row :
       ranked(rows, [](const model::CertificateRow& each) { return model::rank_of(each); })) {
    const bool known = row->status != model::CertificateStatus::missing;
    const auto status = "report.status." + std::string(to_string(row->status));
    const auto environment = "environment." + std::string(to_string(row->facts.environment));
    table.add({{known ? style.wording.day(date_of(row->facts.ends_at())) : ""},
               {known ? std::to_string(row->days_left) : ""},
               {style.wording.text(status), colour_of(row->status)},
               {to_string(row->facts.usage)},
               {style.wording.text(environment)},
               {row->facts.structure()},
               {row->facts.subject.common_name},
               {row->source}});
  }
  return table.render(style);
}

}  // namespace dmp::render
