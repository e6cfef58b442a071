# Computes the pooled numbers of the page of results again, from draws.csv alone. Needs R and no package.
# Compare what it prints with results.json, or let recompute.py compare every number.
draws <- read.csv("draws.csv", fileEncoding = "UTF-8-BOM", stringsAsFactors = FALSE)
draws$stratum <- paste(draws$subreddit_key, draws$phase)
ended <- draws[draws$ending %in% c("granted", "denied", "none"), ]
kept <- draws[draws$has_appeal == "true", ]
z <- qnorm(0.975)

pool <- function(outcome, cases, event) {
  weight <- 0; top <- 0; p <- 0; q <- 0; excess <- 0; variance <- 0
  for (one in unique(cases$stratum)) {
    inside <- cases$stratum == one
    treated <- cases$group == "treatment"
    n <- sum(inside & treated); m <- sum(inside & !treated)
    if (n == 0 || m == 0) next
    a <- sum(event[inside & treated]); c <- sum(event[inside & !treated])
    total <- n + m
    weight <- weight + n * m / total
    top <- top + (a * m - c * n) / total
    p <- p + (n / total)^2 * c - (m / total)^2 * a + n * m * (m - n) / (2 * total^2)
    q <- q + (a * (m - c) + c * (n - a)) / (2 * total)
    excess <- excess + a - (a + c) * n / total
    variance <- variance + n * m * (a + c) * (total - a - c) / (total^2 * (total - 1))
  }
  if (weight == 0) return(invisible(cat(outcome, "none\n")))
  difference <- top / weight
  spread <- difference * p + q
  width <- if (spread > 0) z * sqrt(spread) / weight else NA
  test <- if (variance > 0) pchisq(excess^2 / variance, 1, lower.tail = FALSE) else NA
  cat(outcome, format(c(difference, max(-1, difference - width), min(1, difference + width), test),
                      digits = 12), "\n")
}

cat("outcome difference lower upper p\n")
pool("granted", ended, ended$ending == "granted")
pool("decided", ended, ended$ending %in% c("granted", "denied"))
pool("reached", kept, kept$is_reached == "true")
