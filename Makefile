# Two commands do everything: `make site` builds the generator and the site, `make test` runs all that CI runs.
# Both fetch what they need by themselves (.ci/setup) and are quick when nothing is missing.

CARGO ?= cargo

.PHONY: site test check servers validate browser sizes bench fuzz picture scores help

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: ## build the generator, import seeds/, write public/
	@.ci/setup build
	$(CARGO) run --release --quiet -- build

check: ## what a developer repeats: format, lints, tests of the library and the program
	@.ci/setup build
	$(CARGO) fmt --check
	$(CARGO) clippy --quiet --all-targets -- -D warnings
	$(CARGO) test --quiet

test: check large public-current servers validate browser ## everything that CI runs
	@echo "all passed"

.PHONY: large
large: ## promises about texts too large for `make check`
	$(CARGO) test --quiet --test script -- --ignored

.PHONY: public-current
public-current: ## the committed public/ is what the program makes, byte for byte
	@.ci/setup build
	@rm -rf target/public-again
	$(CARGO) run --quiet -- build --locked --out target/public-again
	diff -r public target/public-again

servers: ## real servers: nginx at the root of a host and below it, and an S3 store that is published to
	@.ci/setup servers
	$(CARGO) test --quiet --test servers --test publish -- --ignored

validate: ## every machine form against a validator that is not ours: public/, and a site made to have everything
	@.ci/setup build
	@.ci/setup validators
	@rm -rf target/validate && mkdir -p target/validate && cp -r tests/validate/site target/validate/site
	$(CARGO) run --quiet -- build --site target/validate/site --json >target/validate/messages.json
	PYTHONPATH=.tools/python python3 tests/validate/validate.py target/validate/site/public
	PYTHONPATH=.tools/python python3 tests/validate/validate.py public

browser: ## the built site in a real browser: accessibility, no-script, codes from screenshots and paper
	@.ci/setup browser
	.ci/node --test --test-reporter=spec tests/browser/site.test.mjs
	$(CARGO) build --quiet
	.ci/node --test --test-reporter=spec tests/browser/preview.test.mjs

sizes: ## bytes and requests of every kind of page, against their budgets
	@.ci/setup browser
	.ci/node tests/browser/sizes.mjs public

picture: ## the pictures of README and handbook, from the built site and the program's own words
	@.ci/setup browser
	.ci/node tests/browser/picture.mjs docs/phone.png
	.ci/node tests/browser/handbook.mjs docs/pictures
	$(CARGO) build --quiet
	.ci/node tests/browser/terminal.mjs target/debug/gongkai docs/pictures

scores: ## how well seeds, scripts and citations are read, against what careful readers found
	$(CARGO) run --quiet --example score_seed
	$(CARGO) run --quiet --example score_script
	$(CARGO) run --quiet --example score_citation

NOTICES ?= 100 1000 10000
bench: ## what reading, converting, linking and regenerating cost (figures, no verdict): make bench NOTICES="1000 100000"
	@.ci/setup bench
	$(CARGO) bench --bench seed --bench script --bench citation
	$(CARGO) bench --bench regenerate -- $(NOTICES)

TARGET ?= seed
SECONDS ?= 600
fuzz: ## inputs by the million into one reader: make fuzz TARGET=seed|notice|citation|regulation SECONDS=600
	@.ci/fuzz $(TARGET) $(SECONDS)
